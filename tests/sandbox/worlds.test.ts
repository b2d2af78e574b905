import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import type { Sandbox, Truth } from '../../src-main/sandbox/index.ts'
import { aSandbox, sdk } from './support.ts'

const NOW = Date.UTC(2026, 10, 23, 12)

async function stateOf(stripe: Stripe, sandbox: Sandbox, user: string): Promise<string> {
  const users = sandbox.directory()
  const stored = users.find(({ id }) => id === user)?.stripeCustomerIdTest
  if (stored === null || stored === undefined) return 'unlinked'
  if (!/^cus_[A-Za-z0-9]{8,}$/.test(stored)) return 'malformed'
  try {
    const customer = await stripe.customers.retrieve(stored)
    if (customer.deleted) return 'deleted'
    const named = customer.metadata['user_id']
    const holders = users.filter(({ stripeCustomerIdTest }) => stripeCustomerIdTest === stored)
    return (named === undefined || named === user) && holders.length === 1 ? 'linked' : 'claimed'
  } catch (error) {
    return String(error).includes('exists in live mode') ? 'wrong_mode' : 'missing'
  }
}

function countBy(truths: readonly Truth[], of: (truth: Truth) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const truth of truths) counts[of(truth)] = (counts[of(truth)] ?? 0) + 1
  return counts
}

/** EUR cents a month, over the subscriptions that live, or that ended when `at` says. */
function monthly(subscriptions: readonly Stripe.Subscription[]): number {
  return subscriptions
    .flatMap(({ items }) => items.data)
    .reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 1), 0)
}

describe('a world', () => {
  it('tells the truth about the state of every link', async () => {
    const sandbox = await aSandbox({ seed: 400 })
    const stripe = sdk(sandbox)
    expect(sandbox.directory()).toHaveLength(400)
    for (const { user, state, situation } of sandbox.truth()) {
      const seen = await stateOf(stripe, sandbox, user)
      expect({ user, situation, state: seen }).toEqual({ user, situation, state })
    }
  })

  it('names a living customer, with the right owner and address, wherever one is to be relinked', async () => {
    const sandbox = await aSandbox({ seed: 400 })
    const stripe = sdk(sandbox)
    const relinked = sandbox.truth().filter(({ expect: plan }) => plan === 'relink')
    expect(relinked.length).toBeGreaterThan(5)
    for (const { user, to, situation } of relinked) {
      const person = sandbox.directory().find(({ id }) => id === user)
      const customer = await stripe.customers.retrieve(to ?? '')
      const owner = situation === 'only_email_verified' ? undefined : user
      expect(customer).toMatchObject({ email: person?.email })
      expect('metadata' in customer && customer.metadata['user_id']).toBe(owner)
    }
  })

  it('holds nothing that could mend a link which needs a new customer', async () => {
    const sandbox = await aSandbox({ seed: 400 })
    const stripe = sdk(sandbox)
    const created = sandbox.truth().filter(({ expect: plan }) => plan === 'create')
    expect(created.length).toBeGreaterThan(3)
    for (const { user } of created) {
      const email = sandbox.directory().find(({ id }) => id === user)?.email ?? ''
      expect((await stripe.customers.list({ email })).data).toEqual([])
      const named = await stripe.customers.search({ query: `metadata["user_id"]:"${user}"` })
      expect(named.data).toEqual([])
    }
  })

  it('has every kind of broken link and decoy, few missing and fewer than three in the wrong mode', async () => {
    const sandbox = await aSandbox({ seed: 1000 })
    const kinds = countBy(sandbox.truth(), ({ situation }) => situation)
    expect(Object.keys(kinds)).toHaveLength(29)
    const states = countBy(sandbox.truth(), ({ state }) => state)
    expect(states['missing']).toBeLessThan(200)
    expect(states['wrong_mode']).toBeLessThan(3)
  })

  it('is the same for the same seed at the same time, and has the missing share it is asked for', async () => {
    const now = () => NOW
    const [one, two] = [await aSandbox({ seed: 90, now }), await aSandbox({ seed: 90, now })]
    expect(one.directory()).toEqual(two.directory())
    expect(one.control.customers(one.secretKey)).toEqual(two.control.customers(two.secretKey))
    const wrongKey = await aSandbox({ seed: 100, missing: 0.9 })
    expect(countBy(wrongKey.truth(), ({ state }) => state)['missing']).toBe(90)
  })

  it('has exactly the scenes it is told, customers without an owner, and refuses too few users', async () => {
    const counts = { decoy_shared_email: 2, claimed_shared: 1 }
    const sandbox = await aSandbox({ seed: { users: 10, counts, orphans: 3 } })
    expect(countBy(sandbox.truth(), ({ situation }) => situation)).toEqual({
      linked: 6,
      decoy_shared_email: 2,
      claimed_shared: 2,
    })
    const stripe = sdk(sandbox)
    const links = sandbox.directory().map((user) => user.stripeCustomerIdTest)
    for (const id of sandbox.control.world.orphans) {
      expect(links).not.toContain(id)
      expect((await stripe.subscriptions.list({ customer: id })).data).toHaveLength(1)
    }
    expect(sandbox.control.world.orphans).toHaveLength(3)
    await expect(aSandbox({ seed: { users: 2, counts } })).rejects.toThrow('not 2.')
  })

  it('gives its directory as CSV', async () => {
    const sandbox = await aSandbox({ seed: 60 })
    const answer = await fetch(`${sandbox.url}/_sandbox/directory.csv`)
    const text = await answer.text()
    expect(text.split('\n')[0]).toBe(
      'id,email,name,stripe_customer_id_test,stripe_customer_id_live,is_verified,created_at,company_id',
    )
    const [first] = sandbox.directory()
    expect(text).toContain(`${first?.id},${first?.email},${first?.name},`)
  })
})

describe('the demo', () => {
  it('has 240 users, 229 linked, 10 who cannot pay, 4 who need a look', async () => {
    const sandbox = await aSandbox({ seed: 'demo' })
    const truth = sandbox.truth()
    expect(countBy(truth, ({ state }) => state)).toEqual({
      linked: 229,
      deleted: 6,
      missing: 3,
      wrong_mode: 1,
      claimed: 1,
    })
    const findings = truth
      .filter(({ state }) => state === 'linked')
      .flatMap((each) => each.findings)
    expect(findings.toSorted()).toEqual(['duplicate', 'duplicate', 'email_differs'])
    const stripe = sdk(sandbox)
    for (const { user, state } of truth) {
      expect({ user, state: await stateOf(stripe, sandbox, user) }).toEqual({ user, state })
    }
  })

  it('has 1,940.00 EUR a month at risk', async () => {
    const sandbox = await aSandbox({ seed: 'demo' })
    const stripe = sdk(sandbox)
    let atRisk = 0
    for (const { user, expect: plan, to } of sandbox.truth()) {
      if (plan === 'linked') continue
      const stored = sandbox.directory().find(({ id }) => id === user)?.stripeCustomerIdTest ?? ''
      const status = plan === 'create' ? 'canceled' : 'all'
      const found = await stripe.subscriptions.list({ customer: to ?? stored, status })
      atRisk += monthly(found.data)
    }
    expect(atRisk).toBe(194_000)
  })

  it("has Ada's story: deleted, and another living customer with two cards who owes 29 EUR", async () => {
    const sandbox = await aSandbox({ seed: 'demo' })
    const stripe = sdk(sandbox)
    const ada = sandbox.directory().find(({ id }) => id === '4711')
    expect(ada).toMatchObject({
      name: 'Ada Moreno',
      email: 'ada@northwind.test',
      stripeCustomerIdTest: 'cus_QK81xYt0Lm2Pva',
    })
    const [candidate, ...others] = (await stripe.customers.list({ email: 'ada@northwind.test' }))
      .data
    expect(others).toEqual([])
    expect(candidate).toMatchObject({ id: 'cus_R7c0bD93kfA1Zq', metadata: { user_id: '4711' } })
    const cards = await stripe.customers.listPaymentMethods('cus_R7c0bD93kfA1Zq')
    expect(cards.data.map(({ card }) => card?.last4)).toEqual(['4444', '4242'])
    const open = await stripe.invoices.list({ customer: 'cus_R7c0bD93kfA1Zq', status: 'open' })
    expect(open.data.map(({ amount_due }) => amount_due)).toEqual([2900])
    const deletions = await stripe.events.list({ type: 'customer.deleted' })
    expect(deletions.data.map(({ data }) => 'id' in data.object && data.object.id)).toContain(
      'cus_QK81xYt0Lm2Pva',
    )
  })
})
