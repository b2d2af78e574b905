import { type Environment, idOf } from '../store/environment.ts'
import type { Customer, Invoice, InvoiceLine, Subscription } from '../store/shapes.ts'

interface InvoiceFacts {
  readonly customer: Customer
  readonly subscription: Subscription
  /** Unix seconds. */
  readonly created: number
  readonly reason: 'subscription_create' | 'subscription_cycle'
  readonly number: string
  /** Trials are invoiced with nothing. */
  readonly free?: boolean
}

/** A finalized, open invoice of a subscription's current period; it is not stored yet. */
export function blankInvoice(env: Environment, facts: InvoiceFacts): Invoice {
  const { customer, subscription, created, reason, number } = facts
  const id = env.id('in')
  const lines = subscription.items.data.map((item) =>
    lineOf(env, id, subscription, item, facts.free === true),
  )
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const first = subscription.items.data[0]
  return {
    id,
    ...DEFAULTS,
    account_country: env.account.country,
    account_name: env.account.displayName,
    amount_due: total,
    amount_remaining: total,
    billing_reason: reason,
    created,
    currency: subscription.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    effective_at: created,
    lines: {
      object: 'list',
      data: lines,
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: env.livemode,
    number,
    parent: {
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
      },
      type: 'subscription_details',
    },
    period_end: first?.current_period_end ?? created,
    period_start: first?.current_period_start ?? created,
    status: 'open',
    status_transitions: {
      finalized_at: created,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: customer.test_clock ?? null,
    total,
    total_excluding_tax: total,
  }
}

/** The same invoice, paid in full at that second. */
export function paidInvoice(invoice: Invoice, at: number): Invoice {
  return {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: at },
  }
}

/** The same invoice after a declined attempt; the next one is three days later. */
export function failedInvoice(invoice: Invoice, at: number): Invoice {
  return {
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: at + 3 * 86_400,
  }
}

function lineOf(
  env: Environment,
  invoice: string,
  subscription: Subscription,
  item: Subscription['items']['data'][number],
  free: boolean,
): InvoiceLine {
  const quantity = item.quantity ?? 1
  const amount = free ? 0 : (item.price.unit_amount ?? 0) * quantity
  return {
    id: `il_1${env.random.letters(23)}`,
    object: 'line_item',
    amount,
    currency: subscription.currency,
    description: free ? 'Trial period' : `${quantity} × ${item.price.nickname ?? item.price.id}`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: env.livemode,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: { end: item.current_period_end, start: item.current_period_start },
    pretax_credit_amounts: [],
    pricing: {
      type: 'price_details',
      price_details: { price: item.price.id, product: idOf(item.price.product) ?? '' },
      unit_amount_decimal: free ? '0' : item.price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  }
}

const DEFAULTS = {
  object: 'invoice',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: true,
  automatic_tax: {
    disabled_reason: null,
    enabled: false,
    liability: null,
    provider: null,
    status: null,
  },
  automatically_finalizes_at: null,
  collection_method: 'charge_automatically',
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: 'none',
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  due_date: null,
  ending_balance: 0,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: 'self' },
  last_finalization_error: null,
  latest_revision: null,
  metadata: {},
  next_payment_attempt: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
} satisfies Partial<Invoice>
