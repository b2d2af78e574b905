import type { Database } from '../db/index.ts'

export interface PriceRow {
  readonly id: string
  readonly product: string
  readonly unit_amount: number | null
  readonly currency: string
  readonly recurring: string | null
}

/** Finds things by their whole id; every one is an index seek. */
export function createFinder(db: Database) {
  const subscription = db.prepare<[string], { customer: string; product: string | null }>(`
    SELECT subscription.customer, coalesce(product.name, price.product) AS product
    FROM subscription
      LEFT JOIN price ON price.id = subscription.price
      LEFT JOIN product ON product.id = price.product
    WHERE subscription.id = ?`)
  const invoice = db.prepare<[string], { customer: string | null; number: string | null }>(
    'SELECT customer, number FROM invoice WHERE id = ?',
  )
  const prices = db.prepare<{ id: string }, PriceRow>(`
    SELECT price.id, coalesce(product.name, price.product) AS product, unit_amount, currency, recurring
    FROM (SELECT * FROM price WHERE id = @id UNION SELECT * FROM price WHERE product = @id) AS price
      LEFT JOIN product ON product.id = price.product`)

  return {
    subscription: (id: string) => subscription.get(id),
    invoice: (id: string) => invoice.get(id),
    /** The price of this id, or the prices of the product of this id. */
    prices: (id: string): PriceRow[] => prices.all({ id }),
  }
}
