import { type Hit, UserId } from '#contract'
import type { Bench } from '../recovery/index.ts'

type Found = Pick<Hit, 'kind' | 'id' | 'what'>

/** What the mirror knows under a whole id, and where a person goes with it. */
export async function findById(bench: Bench, id: string): Promise<Hit[]> {
  const { finder, customers } = bench.mirror
  const customer = customers.find(id)
  if (customer !== undefined) {
    return [await owned(bench, { kind: 'customer', id, what: customer.name ?? id }, id)]
  }
  const subscription = finder.subscription(id)
  if (subscription !== undefined) {
    const what = subscription.product ?? 'unknown product'
    return [await owned(bench, { kind: 'subscription', id, what }, subscription.customer)]
  }
  const invoice = finder.invoice(id)
  if (invoice !== undefined) {
    const found: Found = { kind: 'invoice', id, what: invoice.number ?? 'draft' }
    return [await owned(bench, found, invoice.customer)]
  }
  return finder.prices(id).map((price) => ({
    ...{ kind: 'price', id: price.id, what: price.product, user: null, case: null },
  }))
}

async function owned(bench: Bench, found: Found, customer: string | null): Promise<Hit> {
  if (customer === null) return { ...found, user: null, case: null }
  const user = await userOf(bench, customer)
  if (user !== undefined) {
    return { ...found, user: { id: user.id, name: user.name, email: user.email }, case: null }
  }
  const orphan = bench.cases.unendedOf(bench, { userId: null, orphanId: customer })
  return { ...found, user: null, case: orphan?.id ?? null }
}

/** Who links to the customer, else whom it says it belongs to. */
async function userOf({ directory, environment, mirror }: Bench, customer: string) {
  const [holder] = await directory.holdersOf(environment, customer)
  if (holder !== undefined) return directory.find(holder)
  const named = UserId.safeParse(mirror.customers.find(customer)?.owner_id)
  return named.success ? directory.find(named.data) : undefined
}
