import type Stripe from 'stripe'
import type { CustomerId } from '#contract'
import { collect, firstAccepted, type ListPage, pagesOf, readPage } from './lists.ts'
import { checkedCustomerId } from './objects.ts'
import type { Ask, Sender } from './sender.ts'
import type { ListedKind, Seen, StripeObject } from './shapes.ts'

interface PageParams {
  readonly limit: number
  readonly starting_after?: string
}

/** What one list is asked beyond the place in it. A refused `wish` is dropped: the list is read without it. */
interface Listing {
  readonly operation: string
  readonly pageSize?: number
  readonly wish?: Readonly<Record<string, string>>
  readonly call: (
    stripe: Stripe,
    params: PageParams & Readonly<Record<string, unknown>>,
  ) => Promise<unknown>
}

function listPages(
  sender: Sender,
  { operation, pageSize = 100, wish, call }: Listing,
  ask: Ask,
): AsyncGenerator<ListPage> {
  let extra = wish
  const read = (params: PageParams) =>
    readPage(sender, operation, (stripe) => call(stripe, { ...params, ...extra }), ask)
  return pagesOf((cursor) => {
    const params = { limit: pageSize, ...(cursor !== undefined && { starting_after: cursor }) }
    if (!extra) return read(params)
    return firstAccepted(
      () => read(params),
      () => {
        extra = undefined
        return read(params)
      },
    )
  })
}

const everything: Readonly<Record<ListedKind, Listing>> = {
  customer: { operation: 'customers.list', call: (stripe, p) => stripe.customers.list(p) },
  subscription: {
    operation: 'subscriptions.list',
    // Without it Stripe hides the cancelled ones.
    wish: { status: 'all' },
    call: (stripe, p) => stripe.subscriptions.list(p),
  },
  product: { operation: 'products.list', call: (stripe, p) => stripe.products.list(p) },
  price: { operation: 'prices.list', call: (stripe, p) => stripe.prices.list(p) },
  invoice: { operation: 'invoices.list', call: (stripe, p) => stripe.invoices.list(p) },
}

/** The whole account, newest first. */
export function eachPage(
  sender: Sender,
  kind: ListedKind,
  pageSize: number,
  ask: Ask,
): AsyncGenerator<ListPage> {
  return listPages(sender, { ...everything[kind], pageSize }, ask)
}

export async function subscriptionsOf(sender: Sender, id: CustomerId, ask: Ask) {
  const customer = checkedCustomerId(id)
  const call: Listing['call'] = (stripe, p) => stripe.subscriptions.list({ ...p, customer })
  return collect(listPages(sender, { ...everything.subscription, call }, ask))
}

export async function schedulesOf(sender: Sender, id: CustomerId, ask: Ask) {
  const customer = checkedCustomerId(id)
  const call: Listing['call'] = (stripe, p) => stripe.subscriptionSchedules.list({ ...p, customer })
  return collect(listPages(sender, { operation: 'subscription_schedules.list', call }, ask))
}

export async function invoicesOf(sender: Sender, id: CustomerId, ask: Ask) {
  const customer = checkedCustomerId(id)
  const call: Listing['call'] = (stripe, p) => stripe.invoices.list({ ...p, customer })
  return collect(listPages(sender, { ...everything.invoice, call }, ask))
}

/** Saved payment methods of every type; of cards where a type must be named; else the older sources. */
export async function cardsOf(
  sender: Sender,
  id: CustomerId,
  ask: Ask,
): Promise<Seen<StripeObject[]>> {
  const customer = checkedCustomerId(id)
  const methods = (filter: { type?: 'card' }) => () =>
    collect(
      listPages(
        sender,
        {
          operation: 'payment_methods.list',
          call: (stripe, p) => stripe.paymentMethods.list({ ...p, ...filter, customer }),
        },
        ask,
      ),
    )
  const sources = () =>
    collect(
      listPages(
        sender,
        {
          operation: 'customers.list_sources',
          call: (stripe, p) => stripe.customers.listSources(customer, p),
        },
        ask,
      ),
    )
  return firstAccepted(methods({}), methods({ type: 'card' }), sources)
}

const closedDispute: ReadonlySet<unknown> = new Set(['won', 'lost', 'warning_closed', 'prevented'])

/**
 * Stripe lists disputes by charge only, so the customer's disputed charges are found first. A status not known here
 * counts as open.
 */
export async function openDisputesOf(
  sender: Sender,
  id: CustomerId,
  ask: Ask,
): Promise<Seen<StripeObject[]>> {
  const customer = checkedCustomerId(id)
  const charges = await collect(
    listPages(
      sender,
      {
        operation: 'charges.list',
        call: (stripe, p) => stripe.charges.list({ ...p, customer }),
      },
      ask,
    ),
  )
  const { requestId, asked } = charges
  let answered = charges.answered
  const open: StripeObject[] = []
  for (const charge of charges.filter((one) => one['disputed'] === true)) {
    const disputes = await collect(
      listPages(
        sender,
        {
          operation: 'disputes.list',
          call: (stripe, p) => stripe.disputes.list({ ...p, charge: charge.id }),
        },
        ask,
      ),
    )
    answered = Math.max(answered, disputes.answered)
    open.push(...disputes.filter((dispute) => !closedDispute.has(dispute['status'])))
  }
  return Object.assign(open, { requestId, asked, answered })
}

/** Stripe's most in one call. */
const typesACall = 20

/** Events of these types since a Unix second, newest first; Stripe keeps them for 30 days. */
export async function eventsSince(
  sender: Sender,
  { seconds, types }: { seconds: number; types: readonly string[] },
  ask: Ask,
): Promise<Seen<StripeObject[]>> {
  const few = types.length <= typesACall
  const operation = 'events.list'
  const list = (wanted: readonly string[]) =>
    collect(
      listPages(
        sender,
        {
          operation,
          call: (stripe, p) =>
            stripe.events.list({
              ...p,
              created: { gte: seconds },
              ...(wanted.length > 0 && { types: [...wanted] }),
            }),
        },
        ask,
      ),
    )
  const events = await (few
    ? firstAccepted(
        () => list(types),
        () => list([]),
      )
    : list([]))
  const { requestId, asked, answered } = events
  const wanted = new Set<unknown>(types)
  return Object.assign(
    events.filter((event) => wanted.has(event['type'])),
    { requestId, asked, answered },
  )
}
