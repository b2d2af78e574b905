import type { Money } from '#contract'
import type { Database } from '../db/index.ts'
import type { StripeObject } from './stripe-object.ts'

/** A mirrored customer's columns; times are Unix seconds, `email` is folded. */
export interface CustomerRow {
  readonly id: string
  readonly created: number
  readonly email: string | null
  readonly name: string | null
  readonly owner_id: string | null
  readonly owner_directory: string | null
  readonly owner_environment: string | null
  readonly relink_intent: string | null
  readonly test_clock: string | null
  readonly balance: number
  readonly currency: string | null
  readonly deleted: 0 | 1
  /** Retrieve it before believing it. */
  readonly suspect: 0 | 1
}

export interface SubscriptionRow {
  readonly id: string
  readonly customer: string
  readonly status: string
  readonly created: number
  readonly ended: number | null
  readonly period_end: number | null
  readonly price: string | null
  readonly product: string | null
  readonly unit_amount: number | null
  readonly recurring: string | null
  readonly mrr_minor: number
  readonly full_mrr_minor: number
  readonly currency: string
}

export interface InvoiceRow {
  readonly id: string
  readonly status: string | null
  readonly created: number
  readonly number: string | null
  readonly total: number
  readonly amount_remaining: number
  readonly currency: string
  readonly attempted: 0 | 1
}

/** Reads about customers; every one is an index seek. */
export function createCustomerReader(db: Database) {
  const find = db.prepare<[string], CustomerRow>('SELECT * FROM customer WHERE id = ?')
  const byEmail = db.prepare<[string], CustomerRow>(
    'SELECT * FROM customer WHERE email = ? AND deleted = 0',
  )
  const byOwner = db.prepare<[string], CustomerRow>(
    'SELECT * FROM customer WHERE owner_id = ? AND deleted = 0',
  )
  const body = db.prepare<[string], { json: string; seen_to: number }>(
    'SELECT json, seen_to FROM customer_object WHERE id = ?',
  )
  const subscriptions = db.prepare<[string], SubscriptionRow>(`
    SELECT subscription.*, coalesce(product.name, price.product) AS product, price.unit_amount, price.recurring
    FROM subscription
      LEFT JOIN price ON price.id = subscription.price
      LEFT JOIN product ON product.id = price.product
    WHERE subscription.customer = ? ORDER BY subscription.created DESC`)
  const invoices = db.prepare<[string, number], InvoiceRow>(
    'SELECT * FROM invoice WHERE customer = ? ORDER BY created DESC LIMIT ?',
  )
  const subscriptionWorth = db.prepare<[string], { minor: number; currency: string }>(`
    SELECT currency, sum(CASE
        WHEN status IN ('active', 'past_due') THEN mrr_minor
        WHEN status = 'canceled' AND ended < period_end
          AND EXISTS (SELECT 1 FROM customer WHERE id = subscription.customer AND deleted = 1) THEN full_mrr_minor
        ELSE 0 END) AS minor
    FROM subscription WHERE customer = ? GROUP BY currency`)
  const openInvoices = db.prepare<[string], { minor: number; currency: string }>(`
    SELECT currency, sum(amount_remaining) AS minor
    FROM invoice WHERE customer = ? AND status = 'open' GROUP BY currency`)
  const diedWithCustomer = db.prepare<[string], { id: string }>(`
    SELECT id FROM subscription WHERE customer = ? AND status = 'canceled' AND ended < period_end`)
  const newest = db.prepare<[number], CustomerRow>(
    'SELECT * FROM customer WHERE deleted = 0 ORDER BY rowid DESC LIMIT ?',
  )

  return {
    find: (id: string): CustomerRow | undefined => find.get(id),
    /** Live ones; `email` is folded. */
    withEmail: (email: string): CustomerRow[] => byEmail.all(email),
    /** Live ones whose owner metadata names this user. */
    ofOwner: (userId: string): CustomerRow[] => byOwner.all(userId),
    /** The whole object as Stripe last showed it, and as of when (milliseconds). */
    body(id: string): { object: StripeObject; asOf: number } | undefined {
      const row = body.get(id)
      return row && { object: JSON.parse(row.json), asOf: row.seen_to * 1000 }
    },
    subscriptions: (customer: string): SubscriptionRow[] => subscriptions.all(customer),
    invoices: (customer: string, limit: number): InvoiceRow[] => invoices.all(customer, limit),
    /** MRR of what is alive, or of what died with a deleted customer within a period that was paid for. */
    mrr: (customer: string): Money[] =>
      subscriptionWorth.all(customer).filter((sum) => sum.minor > 0),
    openInvoices: (customer: string): Money[] =>
      openInvoices.all(customer).filter((sum) => sum.minor > 0),
    /** A deleted customer's subscriptions end at once, before the period they were paid for. */
    lostSubscription: (customer: string): boolean => diedWithCustomer.get(customer) !== undefined,
    /** Live ones that came in last. */
    newest: (limit: number): CustomerRow[] => newest.all(limit),
  }
}
