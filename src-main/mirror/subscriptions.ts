import type { Database } from '../db/index.ts'
import type { SubscriptionRow } from './customers.ts'

/** Only these; nothing stands for all. */
export interface SubscriptionFilter {
  readonly status?: string | undefined
  readonly price?: string | undefined
}

/** The place after which a page begins: the newest of all where none is given. */
export interface SubscriptionPlace {
  readonly created: number
  readonly id: string
}

interface Asked extends SubscriptionPlace {
  readonly status: string | null
  readonly price: string | null
  readonly limit: number
}

type Filters = readonly (keyof SubscriptionFilter)[]

/** Of which filters a page is one walk in an index, newest first, that ends at its limit. */
export const subscriptionPages = {
  '': pageOf([]),
  status: pageOf(['status']),
  price: pageOf(['price']),
  'status price': pageOf(['status', 'price']),
} as const

function pageOf(filters: Filters): string {
  // A price has fewer subscriptions than a status: of both, its index is walked.
  const where = filters.map((one, i) =>
    i === filters.length - 1 ? `subscription.${one} = @${one}` : `+subscription.${one} = @${one}`,
  )
  return `
    SELECT subscription.*, coalesce(product.name, price.product) AS product, price.unit_amount, price.recurring
    FROM subscription
      LEFT JOIN price ON price.id = subscription.price
      LEFT JOIN product ON product.id = price.product
    WHERE ${[...where, '(subscription.created, subscription.id) < (@created, @id)'].join(' AND ')}
    ORDER BY subscription.created DESC, subscription.id DESC LIMIT @limit`
}

/** Above every time and every id. */
const newest: SubscriptionPlace = { created: Number.MAX_SAFE_INTEGER, id: '' }

/** Reads about subscriptions as a list. */
export function createSubscriptionReader(db: Database) {
  const prepare = (sql: string) => db.prepare<[Asked], SubscriptionRow>(sql)
  const pages = {
    '': prepare(subscriptionPages['']),
    status: prepare(subscriptionPages.status),
    price: prepare(subscriptionPages.price),
    'status price': prepare(subscriptionPages['status price']),
  }
  const counts = db.prepare<[], { status: string; count: number }>(
    'SELECT status, count(*) AS count FROM subscription GROUP BY status',
  )

  return {
    page(
      { status, price }: SubscriptionFilter,
      limit: number,
      after: SubscriptionPlace = newest,
    ): SubscriptionRow[] {
      const asked = { ...after, status: status ?? null, price: price ?? null, limit }
      if (status !== undefined && price !== undefined) return pages['status price'].all(asked)
      if (status !== undefined) return pages.status.all(asked)
      return price === undefined ? pages[''].all(asked) : pages.price.all(asked)
    },
    /** How many there are of each status that occurs. */
    counts: (): { status: string; count: number }[] => counts.all(),
  }
}
