import { and, eq, ne } from 'drizzle-orm'
import { type Database, drizzleOf } from '../db/index.ts'
import type { LinkReplaced, ReplaceLinkInput } from './directory.ts'
import { user } from './schema.ts'

const columnOf = { test: 'storedIdTest', live: 'storedIdLive' } as const

/** The only write of a stored id besides an import: compare and set, in a transaction that starts as a writer. */
export function createLinkReplacer(database: Database) {
  const db = drizzleOf(database, { user })

  function replace({ user: id, environment, from, to }: ReplaceLinkInput): LinkReplaced {
    const column = columnOf[environment]
    const row = db.select({ holds: user[column] }).from(user).where(eq(user.id, id)).get()
    if (!row) return { kind: 'gone' }
    if (row.holds === to) return { kind: 'already' }
    if (row.holds !== from) return { kind: 'conflict', holds: row.holds }
    const holdsIt = and(eq(user[column], to), ne(user.id, id))
    const other = db.select({ id: user.id }).from(user).where(holdsIt).get()
    if (other) return { kind: 'taken', by: other.id }
    db.update(user)
      .set({ [column]: to })
      .where(eq(user.id, id))
      .run()
    return { kind: 'stored' }
  }

  return database.transaction(replace).immediate
}
