import type { Act } from '../objects/act.ts'
import { invoicePeriod } from '../objects/billing.ts'
import { blankCard } from '../objects/payment-methods.ts'
import { blankSubscription, periodEnd, type Status } from '../objects/subscription-shape.ts'
import type { Price, Subscription } from '../store/shapes.ts'

export interface SubscribeOptions {
  readonly quantity?: number
  readonly status?: Status
  /** Unix seconds; two months before now unless told. */
  readonly since?: number
  /** How many earlier periods have a paid invoice; none unless told. */
  readonly history?: number
  /** How many cards; one unless told. The first is charged. */
  readonly cards?: number
}

const CARDS = [
  { brand: 'visa', last4: '4242' },
  { brand: 'mastercard', last4: '4444' },
] as const

/** Gives a customer cards, a subscription in that status, and the invoice of its current period. */
export function subscribe(
  act: Act,
  customerId: string,
  price: Price,
  options: SubscribeOptions,
): Subscription {
  const { env } = act
  const card = giveCards(act, customerId, options.cards ?? 1)
  const status = options.status ?? 'active'
  const since = options.since ?? act.at - 61 * 86_400
  const starts = periods(price, since, act.at)
  const start = starts.at(-1) ?? since
  const subscription = blankSubscription(env, {
    customer: customerId,
    items: [{ price, quantity: options.quantity ?? 1 }],
    status,
    created: since,
    periodStart: start,
    ...(status === 'trialing' ? { trialEnd: act.at + 10 * 86_400 } : {}),
    paymentMethod: card,
  })
  env.subscriptions.add(subscription)
  const before = starts.length - 1
  for (const earlier of starts.slice(Math.max(0, before - (options.history ?? 0)), before)) {
    invoicePeriod(
      { ...act, at: earlier },
      inPeriod(subscription, earlier),
      'subscription_cycle',
      'paid',
    )
  }
  const owes = status === 'past_due' || status === 'unpaid'
  const reason = start === since ? 'subscription_create' : 'subscription_cycle'
  const billed = { ...act, at: start }
  const invoice = invoicePeriod(billed, subscription, reason, owes ? 'failed' : 'paid')
  return env.subscriptions.replace({ ...subscription, latest_invoice: invoice.id }).value
}

/** When each period began, up to the one in which `now` falls. */
function periods(price: Price, since: number, now: number): number[] {
  const starts = [since]
  for (let end = periodEnd(since, price); end <= now; end = periodEnd(end, price)) starts.push(end)
  return starts
}

/** The subscription as it was in an earlier period. */
function inPeriod(subscription: Subscription, start: number): Subscription {
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: periodEnd(start, item.price),
  }))
  return { ...subscription, items: { ...subscription.items, data } }
}

function giveCards({ env, at }: Act, customer: string, count: number): string | undefined {
  const year = new Date(at * 1000).getUTCFullYear() + 1
  const cards = CARDS.slice(0, count).map((facts) =>
    blankCard(env, { ...facts, month: 12, year }, customer),
  )
  for (const card of cards) env.paymentMethods.add({ ...card, created: at - 60 * 86_400 })
  const owner = env.customers.get(customer)
  const first = cards[0]
  if (owner) {
    env.customers.replace({
      ...owner,
      currency: env.account.currency,
      invoice_settings: {
        ...owner.invoice_settings,
        default_payment_method: first?.id ?? null,
      },
    })
  }
  return first?.id
}
