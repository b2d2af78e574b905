import type { SubscriptionItem } from '#contract'
import { toSubscription } from '../customers/index.ts'
import type { SubscriptionPlace, SubscriptionRow } from '../mirror/index.ts'
import type { Bench } from '../recovery/index.ts'
import { createHolders } from './holders.ts'

type Read = Pick<Bench, 'mirror' | 'directory' | 'environment'>

export interface SubscriptionsQuery {
  readonly status?: string | undefined
  readonly price?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Newest first, a page at a time; the mirror's word, and the directory's on who links to the customer. */
export async function listSubscriptions(
  { mirror, directory, environment }: Read,
  { status, price, limit, cursor }: SubscriptionsQuery,
): Promise<{ items: SubscriptionItem[]; next: string | null }> {
  const rows = mirror.subscriptions.page({ status, price }, limit + 1, placeOf(cursor))
  const shown = rows.slice(0, limit)
  const holderOf = await createHolders(
    directory,
    environment,
    shown.map(({ customer }) => customer),
  )
  const items = shown.map((row) => {
    const user = holderOf(row.customer)
    return {
      ...toSubscription(row),
      created: row.created * 1000,
      user: user === undefined ? null : { id: user.id, name: user.name, email: user.email },
    }
  })
  const last = shown.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

/** Each status that occurs with how many there are, most first. */
export function countByStatus({ mirror }: Pick<Bench, 'mirror'>) {
  return mirror.subscriptions.counts().toSorted((a, b) => b.count - a.count)
}

const cursorOf = ({ created, id }: SubscriptionRow): string => `${created}:${id}`

/** A cursor that is none begins at the newest. */
function placeOf(cursor: string | undefined): SubscriptionPlace | undefined {
  const [, created, id] = /^(\d+):(.+)$/.exec(cursor ?? '') ?? []
  return created === undefined || id === undefined ? undefined : { created: Number(created), id }
}
