import type { UserId } from '#contract'
import type { Database } from '../db/index.ts'
import type { SearchInput } from './directory.ts'
import { foldText } from './fold-email.ts'

interface Asked {
  readonly text: string
  readonly exact: string
  readonly after: string
  readonly limit: number
}

/** Which users a search finds, in the order of their ids: at most one more than `limit`, to tell that there are more. */
export function createUserSearch(database: Database) {
  const everyone = database.prepare<[Asked], { id: UserId }>(
    'SELECT id FROM user WHERE id > @after ORDER BY id LIMIT @limit',
  )
  // Each branch is a walk in id order that ends at the limit; the first never leaves its covering index.
  const matching = database.prepare<[Asked], { id: UserId }>(`
    SELECT * FROM (SELECT id FROM user INDEXED BY user_search
      WHERE id > @after AND instr(search_text, @text) > 0 ORDER BY id LIMIT @limit)
    UNION SELECT id FROM user WHERE id = @exact AND id > @after
    UNION SELECT * FROM (SELECT id FROM user
      WHERE stripe_customer_id_test = @exact AND id > @after ORDER BY id LIMIT @limit)
    UNION SELECT * FROM (SELECT id FROM user
      WHERE stripe_customer_id_live = @exact AND id > @after ORDER BY id LIMIT @limit)
    ORDER BY id LIMIT @limit`)
  const among = database.prepare<[Asked & { ids: string }], { id: UserId }>(`
    SELECT id FROM user WHERE id IN (SELECT value FROM json_each(@ids)) AND id > @after
      AND (@text = '' OR instr(search_text, @text) > 0
        OR @exact IN (id, stripe_customer_id_test, stripe_customer_id_live))
    ORDER BY id LIMIT @limit`)

  return ({ query = '', ids, limit, cursor = '' }: SearchInput): UserId[] => {
    const exact = query.trim()
    const asked = { text: foldText(exact), exact, after: cursor, limit: limit + 1 }
    if (ids) return idsOf(among.all({ ...asked, ids: JSON.stringify(ids) }))
    return idsOf(exact === '' ? everyone.all(asked) : matching.all(asked))
  }
}

/** What `search` looks into: written by whoever writes a name or an e-mail. */
export function searchText(name: string | null, email: string): string {
  return foldText(name === null ? email : `${name}\n${email}`)
}

function idsOf(rows: readonly { id: UserId }[]): UserId[] {
  return rows.map(({ id }) => id)
}
