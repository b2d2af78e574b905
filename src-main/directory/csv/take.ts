import type { Database } from '../../db/index.ts'
import type { Loaded } from './load.ts'

export interface Counts {
  added: number
  changed: number
  unchanged: number
}

/** The rows of a stage from `first` to `last`. */
export interface Slice {
  readonly first: number
  readonly last: number
}

/** Compares and writes staged rows. A field that the file has no column for stays as it is. */
export function createTaker(database: Database, { table, mapped }: Loaded) {
  createIncoming(database, table.name, {
    fields: table.fields.all.map(({ name }) => name),
    given: new Set(mapped.map(({ field }) => field.name)),
    derived: Object.keys(table.derivedFromFile),
  })
  const incoming = `temp.incoming_${table.name}`
  const slice = 'row BETWEEN @first AND @last'
  const count = database.prepare<[Slice], Counts>(`
    SELECT count(*) FILTER (WHERE is_new) AS added,
      count(*) FILTER (WHERE NOT is_new AND differs) AS changed,
      count(*) FILTER (WHERE NOT is_new AND NOT differs) AS unchanged
    FROM ${incoming} WHERE ${slice}`)
  const columns = [
    ...table.fields.all.map(({ name }) => ({ name, from: name })),
    ...Object.keys(table.derivedFromFile).map((name) => ({ name, from: name })),
    ...Object.entries(table.derivedFromRow).map(([name, from]) => ({ name, from })),
  ]
  const upsert = database.prepare<[Slice]>(`
    INSERT INTO main.${table.name} (${columns.map(({ name }) => name).join(', ')})
    SELECT ${columns.map(({ from }) => from).join(', ')}
    FROM ${incoming} WHERE ${slice} AND (is_new OR differs)
    ON CONFLICT (id) DO UPDATE SET ${columns.map(({ name }) => `${name} = excluded.${name}`).join(', ')}`)
  const before = table.name === 'user' ? createEmailKeeper(database, slice) : []

  return {
    count: (rows: Slice): Counts => count.get(rows) ?? { added: 0, changed: 0, unchanged: 0 },
    write(rows: Slice): void {
      for (const statement of before) statement.run(rows)
      upsert.run(rows)
    },
  }
}

interface IncomingShape {
  readonly fields: readonly string[]
  readonly given: ReadonlySet<string>
  readonly derived: readonly string[]
}

/** A view of what each staged row will be, and whether that is new or different. */
function createIncoming(database: Database, table: string, shape: IncomingShape): void {
  const given = shape.fields.filter((name) => shape.given.has(name))
  const columns = [
    ...shape.fields.map(
      (name) => `${shape.given.has(name) ? 'staged' : 'held'}.${name} AS ${name}`,
    ),
    ...shape.derived.map((name) => `staged.${name} AS ${name}`),
  ]
  database.exec(`CREATE TEMP VIEW incoming_${table} AS
    SELECT staged.row AS row, held.id IS NULL AS is_new,
      ${given.map((name) => `staged.${name} IS NOT held.${name}`).join(' OR ')} AS differs,
      ${columns.join(', ')}
    FROM temp.staged_${table} AS staged LEFT JOIN main.${table} AS held ON held.id = staged.id`)
}

/** An address that is about to change joins the former ones; the one that takes its place is not a former one (any more). */
function createEmailKeeper(database: Database, slice: string) {
  return [
    database.prepare<[Slice]>(`
      INSERT INTO main.former_email (user_id, email_folded, email)
      SELECT held.id, held.email_folded, held.email
      FROM temp.staged_user AS staged JOIN main.user AS held ON held.id = staged.id
      WHERE ${slice} AND held.email_folded IS NOT NULL AND held.email_folded IS NOT staged.email_folded
      ON CONFLICT DO UPDATE SET email = excluded.email`),
    database.prepare<[Slice]>(`
      DELETE FROM main.former_email WHERE (user_id, email_folded) IN
        (SELECT id, email_folded FROM temp.staged_user WHERE ${slice})`),
  ]
}
