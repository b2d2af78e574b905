import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { Database } from './open.ts'

/** Typed queries over an open database. The tables' shape is what the SQL migrations made; `schema` only describes it. */
export function drizzleOf<Schema extends Record<string, unknown>>(
  database: Database,
  schema: Schema,
): BetterSQLite3Database<Schema> {
  return drizzle({ client: database, schema })
}
