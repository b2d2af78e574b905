import type Stripe from 'stripe'

/**
 * The wire shapes of API version 2026-10-28.endive. The SDK's own types are the judge; only decimals differ,
 * which travel as text.
 */
export type Customer = Stripe.Customer
export type Product = Stripe.Product
export type PaymentMethod = Stripe.PaymentMethod
export type PaymentIntent = Stripe.PaymentIntent
export type Charge = Stripe.Charge
export type Dispute = Stripe.Dispute
export type InvoicePayment = Stripe.InvoicePayment
export type SubscriptionSchedule = Stripe.SubscriptionSchedule
export type TestClock = Stripe.TestHelpers.TestClock
export type PortalConfiguration = Stripe.BillingPortal.Configuration
export type PortalSession = Stripe.BillingPortal.Session

export type Price = Omit<Stripe.Price, 'unit_amount_decimal'> & {
  unit_amount_decimal: string | null
}
export type Plan = Omit<Stripe.Plan, 'amount_decimal'> & { amount_decimal: string | null }

export interface List<T> {
  object: 'list'
  url: string
  has_more: boolean
  data: T[]
}

export type SubscriptionItem = Omit<Stripe.SubscriptionItem, 'price' | 'plan'> & {
  price: Price
  plan: Plan
}
export type Subscription = Omit<Stripe.Subscription, 'items'> & { items: List<SubscriptionItem> }

export type InvoiceLine = Omit<Stripe.InvoiceLineItem, 'pricing' | 'quantity_decimal'> & {
  pricing: {
    type: 'price_details'
    price_details: { price: string; product: string }
    unit_amount_decimal: string | null
  }
  quantity_decimal: string | null
}
export type Invoice = Omit<Stripe.Invoice, 'lines'> & { lines: List<InvoiceLine> }

export interface Event {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: EventType
}
export type EventType = Stripe.Event.Type

export const API_VERSION = '2026-10-28.endive'
