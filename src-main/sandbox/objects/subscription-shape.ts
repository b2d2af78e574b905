import type { Environment } from '../store/environment.ts'
import type { Price, Subscription, SubscriptionItem } from '../store/shapes.ts'
import { planOf } from './catalog.ts'

export type Status = Subscription['status']

/** The statuses that nothing leads out of. */
export const ENDED: readonly Status[] = ['canceled', 'incomplete_expired']

export interface SubscriptionFacts {
  readonly customer: string
  readonly items: readonly { readonly price: Price; readonly quantity: number }[]
  readonly status: Status
  /** Unix seconds; the period began then, too, unless `periodStart` says otherwise. */
  readonly created: number
  readonly periodStart?: number
  readonly trialEnd?: number
  readonly paymentMethod?: string | undefined
  readonly id?: string
}

/** The second at which a period that begins at `start` is over. */
export function periodEnd(start: number, price: Price): number {
  const date = new Date(start * 1000)
  const count = price.recurring?.interval_count ?? 1
  switch (price.recurring?.interval) {
    case 'day':
      return start + count * 86_400
    case 'week':
      return start + count * 7 * 86_400
    case 'year':
      return date.setUTCFullYear(date.getUTCFullYear() + count) / 1000
    default:
      return monthsLater(date, count)
  }
}

/** 31 January plus a month is the last day of February, as Stripe has it. */
function monthsLater(date: Date, count: number): number {
  const day = date.getUTCDate()
  const later = new Date(date)
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + count)
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  return later.setUTCDate(Math.min(day, last)) / 1000
}

/** A subscription without an invoice; it is not stored yet. */
export function blankSubscription(env: Environment, facts: SubscriptionFacts): Subscription {
  const { customer, status, created, trialEnd = null } = facts
  const id = facts.id ?? env.id('sub')
  const start = facts.periodStart ?? created
  const items = facts.items.map((item) => itemOf(env, id, item, created, start, trialEnd))
  return {
    id,
    ...DEFAULTS,
    billing_cycle_anchor: trialEnd ?? start,
    created,
    currency: facts.items[0]?.price.currency ?? env.account.currency,
    customer,
    default_payment_method: facts.paymentMethod ?? null,
    items: {
      object: 'list',
      data: items,
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    livemode: env.livemode,
    start_date: created,
    status,
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : created,
  }
}

function itemOf(
  env: Environment,
  subscription: string,
  { price, quantity }: { price: Price; quantity: number },
  created: number,
  start: number,
  trialEnd: number | null,
): SubscriptionItem {
  return {
    id: `si_${env.random.letters(14)}`,
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: trialEnd ?? periodEnd(start, price),
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
}

const DEFAULTS = {
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  latest_invoice: null,
  managed_payments: null,
  metadata: {},
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off',
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
  trial_settings: {
    end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
  },
} satisfies Partial<Subscription>
