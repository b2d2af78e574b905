import { CustomerId, type Environment } from '#contract'
import type { Database } from '../db/index.ts'
import { type Directory, foldEmail } from '../directory/index.ts'

/** A directory row as the mirror's copy has it; `email` is folded, `created_at` in milliseconds. */
export interface OwnerRow {
  readonly user_id: string
  readonly email: string | null
  readonly name: string | null
  readonly stored: string | null
  readonly well_formed: 0 | 1
  readonly verified: 0 | 1 | null
  readonly created_at: number | null
}

/** A link that is not plainly healthy, and what the mirror knows of its customer. */
export interface OddLink extends OwnerRow {
  /** Null: the mirror has never seen the stored id. */
  readonly customer_deleted: 0 | 1 | null
  readonly customer_suspect: 0 | 1 | null
}

export interface LinkCounts {
  readonly owners: number
  readonly unlinked: number
  readonly malformed: number
  /** Well-formed ids that are stored. */
  readonly stored: number
  /** Of these, the ones that the mirror knows, alive or deleted. */
  readonly witnessed: number
}

const BATCH = 5_000

/** Rows a step of the join: a step is far below what a person at the window would notice. */
const STEP = 20_000

/** The copy of the directory that lets an audit be one join inside one file. */
export function createOwnerCopy(db: Database) {
  const insert = db.prepare('INSERT INTO owner VALUES (?, ?, ?, ?, ?, ?, ?)')
  const ranges = db.prepare<[], { last: number | null }>('SELECT max(rowid) AS last FROM owner')
  const oddLinks = db.prepare<[number, number], OddLink>(`
    SELECT owner.*, customer.deleted AS customer_deleted, customer.suspect AS customer_suspect
    FROM owner LEFT JOIN customer ON customer.id = owner.stored
    WHERE owner.rowid > ? AND owner.rowid <= ? AND owner.stored IS NOT NULL AND (
      customer.id IS NULL OR customer.deleted = 1 OR customer.suspect = 1
      OR owner.stored IN (SELECT stored FROM shared_id)
      OR (customer.owner_id IS NOT NULL AND customer.owner_id <> owner.user_id)
      OR (customer.email <> owner.email))`)
  const counts = db.prepare<[], LinkCounts>(`
    SELECT count(*) AS owners,
      coalesce(sum(stored IS NULL), 0) AS unlinked,
      coalesce(sum(stored IS NOT NULL AND well_formed = 0), 0) AS malformed,
      coalesce(sum(well_formed), 0) AS stored,
      coalesce(sum(well_formed AND EXISTS (SELECT 1 FROM customer WHERE id = owner.stored)), 0) AS witnessed
    FROM owner`)
  const sample = db.prepare<[number], { stored: string }>(
    'SELECT stored FROM owner WHERE well_formed = 1 ORDER BY random() LIMIT ?',
  )
  const touched = `
    SELECT owner.user_id FROM temp.spare JOIN owner ON owner.user_id = spare.owner_id
    UNION SELECT owner.user_id FROM temp.spare JOIN owner ON owner.email = spare.email`
  const paying = `
    SELECT spare.id FROM temp.spare
    WHERE EXISTS (SELECT 1 FROM subscription WHERE customer = spare.id
        AND status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused'))
      OR EXISTS (SELECT 1 FROM invoice WHERE customer = spare.id AND status IN ('open', 'uncollectible'))
      OR (SELECT balance FROM customer WHERE id = spare.id) <> 0`

  return {
    counts: (): LinkCounts =>
      counts.get() ?? { owners: 0, unlinked: 0, malformed: 0, stored: 0, witnessed: 0 },

    /** Stored ids at random, to see whose account they are of. */
    sample: (limit: number): string[] => sample.all(limit).map((row) => row.stored),

    /** Live customers that nobody stores: whose user they may belong to, and which of them have a claim on money. */
    spare(): { readonly owners: string[]; readonly paying: string[] } {
      db.exec('DROP TABLE IF EXISTS temp.spare')
      db.exec(`
        CREATE TEMP TABLE spare AS
          SELECT customer.id, customer.email, customer.owner_id FROM customer
          WHERE customer.deleted = 0
            AND NOT EXISTS (SELECT 1 FROM owner WHERE owner.stored = customer.id)`)
      return {
        owners: db
          .prepare<[], { user_id: string }>(touched)
          .all()
          .map((row) => row.user_id),
        paying: db
          .prepare<[], { id: string }>(paying)
          .all()
          .map((row) => row.id),
      }
    },

    /** Streams the directory in, whatever its adapter; between batches others get their turn. */
    async refill(directory: Directory, environment: Environment): Promise<number> {
      db.exec(
        'DROP INDEX IF EXISTS owner_stored; DROP INDEX IF EXISTS owner_email; DELETE FROM owner',
      )
      const insertAll = db.transaction((rows: readonly Parameters<typeof insert.run>[]) => {
        for (const row of rows) insert.run(...row)
      })
      let count = 0
      for await (const users of directory.stream(BATCH)) {
        insertAll(
          users.map((user) => {
            const stored = user.storedId[environment]
            const verified = user.isVerified === null ? null : Number(user.isVerified)
            const wellFormed = Number(CustomerId.safeParse(stored).success)
            return [
              user.id,
              foldEmail(user.email),
              user.name,
              stored,
              wellFormed,
              verified,
              user.createdAt,
            ]
          }),
        )
        count += users.length
      }
      db.exec(`
        CREATE INDEX owner_stored ON owner (stored) WHERE stored IS NOT NULL;
        CREATE INDEX owner_email ON owner (email) WHERE email IS NOT NULL;`)
      return count
    },

    /** Every link that is not plainly healthy, in steps between which others get their turn. */
    async *odd(): AsyncGenerator<OddLink[]> {
      db.exec('DROP TABLE IF EXISTS temp.shared_id')
      db.exec(`
        CREATE TEMP TABLE shared_id AS
          SELECT stored FROM owner WHERE stored IS NOT NULL GROUP BY stored HAVING count(*) > 1;
        CREATE INDEX temp.shared_id_stored ON shared_id (stored)`)
      const last = ranges.get()?.last ?? 0
      for (let from = 0; from < last; from += STEP) {
        yield oddLinks.all(from, from + STEP)
        await new Promise(setImmediate)
      }
    },
  }
}
