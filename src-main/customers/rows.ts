import { type CustomerRow, type LinkState, UserId } from '#contract'
import { type Bench, inbox } from '../recovery/index.ts'
import { toRow } from './link-status.ts'

export interface CustomersQuery {
  readonly query?: string | undefined
  readonly state?: LinkState | undefined
  readonly limit: number
  readonly cursor?: string | undefined
  /** An audit has been made, so that no case means healthy. */
  readonly audited: boolean
}

/** How many pages one call may look through for a state that only healthy rows have. */
const PAGES = 20

/** Users in the directory's order, with what the last audit knew of their links. */
export async function listCustomers(
  bench: Bench,
  { state, audited, limit, ...rest }: CustomersQuery,
): Promise<{ items: CustomerRow[]; next: string | null }> {
  const ids = state === undefined || isHealthy(state) ? undefined : usersInState(bench, state)
  const items: CustomerRow[] = []
  let cursor: string | undefined = rest.cursor
  for (let page = 0; page < PAGES; page += 1) {
    const found = await bench.directory.search({
      limit: limit - items.length,
      ...(rest.query !== undefined && { query: rest.query }),
      ...(ids && { ids }),
      ...(cursor !== undefined && { cursor }),
    })
    const rows = found.users.map((user) => toRow(bench, user, audited))
    items.push(...rows.filter((row) => state === undefined || row.state === state))
    cursor = found.next ?? undefined
    if (cursor === undefined || items.length >= limit) break
  }
  return { items, next: cursor ?? null }
}

const isHealthy = (state: LinkState) => state === 'linked' || state === 'unlinked'

function usersInState(bench: Bench, state: LinkState): UserId[] {
  return bench.cases
    .usersIn(bench, [...inbox, 'executing', 'dismissed'], state)
    .map((id) => UserId.parse(id))
}
