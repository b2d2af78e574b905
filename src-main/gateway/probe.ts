import type Stripe from 'stripe'
import { isUnknownEndpoint } from './classify.ts'
import { GatewayError } from './failure.ts'
import type { Ask, Sender } from './sender.ts'
import type { ProbeAnswer, Readable } from './shapes.ts'

/** The first of each list, and the right that Stripe names for it. */
const lists: Readonly<
  Record<Readable, readonly [operation: string, call: (stripe: Stripe) => Promise<unknown>]>
> = {
  customer: ['customers.list', (stripe) => stripe.customers.list({ limit: 1 })],
  subscription: ['subscriptions.list', (stripe) => stripe.subscriptions.list({ limit: 1 })],
  product: ['products.list', (stripe) => stripe.products.list({ limit: 1 })],
  plan: ['prices.list', (stripe) => stripe.prices.list({ limit: 1 })],
  invoice: ['invoices.list', (stripe) => stripe.invoices.list({ limit: 1 })],
  charge: ['charges.list', (stripe) => stripe.charges.list({ limit: 1 })],
  dispute: ['disputes.list', (stripe) => stripe.disputes.list({ limit: 1 })],
  payment_method: [
    'payment_methods.list',
    (stripe) => stripe.paymentMethods.list({ limit: 1, type: 'card' }),
  ],
  event: ['events.list', (stripe) => stripe.events.list({ limit: 1 })],
}

/**
 * Whether this key may read one kind of object: reads at most one, and changes nothing.
 * @throws {GatewayError} `auth`, or what kept Stripe from being asked.
 */
export async function probeRead(sender: Sender, what: Readable, ask: Ask): Promise<ProbeAnswer> {
  const [operation, call] = lists[what]
  const { reply, failure, requestId } = await sender.attempt('read', operation, call, ask)
  if (isUnknownEndpoint(reply)) return { kind: 'unsupported' }
  if (failure === null) return { kind: 'granted' }
  switch (failure.kind) {
    case 'permission':
      return { kind: 'refused', missing: failure.missing ?? `${what}_read` }
    case 'unsupported':
      return { kind: 'unsupported' }
    // Stripe looks at what was asked only after the key was found to be allowed.
    case 'invalid':
    case 'not_found':
      return { kind: 'granted' }
    default:
      throw new GatewayError(failure, requestId)
  }
}
