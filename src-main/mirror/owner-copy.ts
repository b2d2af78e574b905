import { setImmediate as nextTurn } from 'node:timers/promises'
import { CustomerId, type Environment } from '#contract'
import type { Database } from '../db/index.ts'
import { type Directory, type DirectoryUser, foldEmail } from '../directory/index.ts'

/** A link that is not plainly healthy. */
export interface OddLink {
  readonly user_id: string
}

export interface LinkCounts {
  readonly owners: number
  readonly unlinked: number
  /** Well-formed ids that are stored. */
  readonly stored: number
  /** Of these, the ones that the mirror knows, alive or deleted. */
  readonly witnessed: number
}

/** Live customers that nobody stores. */
export interface Spare {
  /** Users whose id or e-mail is on one of them. */
  readonly owners: readonly string[]
  /** Those that have a claim on money, as far as the mirror knows. */
  readonly paying: readonly string[]
}

const BATCH = 2_000

/** Rows a statement: the way into SQLite costs more than a row. */
const AT_ONCE = 100

const COLUMNS = ['user_id', 'email', 'stored', 'well_formed']

/** Rows a step of the join: a step is far below what a person at the window would notice. */
const STEP = 20_000

/** The copy of the directory that lets an audit be one join inside one file. */
export function createOwnerCopy(db: Database) {
  return { refill: createRefill(db), odd: createJoin(db), ...createCounts(db), ...createSpare(db) }
}

function createRefill(db: Database) {
  const into = `INSERT INTO owner (${COLUMNS.join(', ')}) VALUES`
  const row = `(${COLUMNS.map(() => '?').join(', ')})`
  const insert = db.prepare(`${into} ${row}`)
  const insertMany = db.prepare(`${into} ${Array(AT_ONCE).fill(row).join(', ')}`)
  const insertAll = db.transaction(
    (users: readonly DirectoryUser[], environment: Environment): void => {
      const even = users.length - (users.length % AT_ONCE)
      for (let at = 0; at < even; at += AT_ONCE) {
        const some = users.slice(at, at + AT_ONCE)
        insertMany.run(some.flatMap((user) => columnsOf(user, environment)))
      }
      for (const user of users.slice(even)) insert.run(columnsOf(user, environment))
    },
  )

  /** Streams the directory in, whatever its adapter; between batches others get their turn. */
  return async (directory: Directory, environment: Environment): Promise<number> => {
    db.exec(`
      DROP INDEX IF EXISTS owner_stored;
      DROP INDEX IF EXISTS owner_email;
      DELETE FROM owner`)
    let count = 0
    for await (const users of directory.stream(BATCH)) {
      insertAll(users, environment)
      count += users.length
    }
    db.exec(`
      CREATE INDEX owner_stored ON owner (stored) WHERE stored IS NOT NULL;
      CREATE INDEX owner_email ON owner (email) WHERE email IS NOT NULL`)
    return count
  }
}

function columnsOf({ id, email, storedId }: DirectoryUser, environment: Environment) {
  const stored = storedId[environment]
  const wellFormed = stored !== null && CustomerId.safeParse(stored).success
  return [id, foldEmail(email), stored, Number(wellFormed)]
}

/** What an audit asks; every one walks one table and seeks in the other. */
export const auditQueries = {
  odd: `
    SELECT owner.user_id FROM owner LEFT JOIN customer ON customer.id = owner.stored
    WHERE owner.rowid > ? AND owner.rowid <= ? AND owner.stored IS NOT NULL AND (
      customer.id IS NULL OR customer.deleted = 1 OR customer.suspect = 1
      OR owner.stored IN (SELECT stored FROM temp.shared_id)
      OR (customer.owner_id IS NOT NULL AND customer.owner_id <> owner.user_id)
      OR customer.email <> owner.email)`,
  shared: 'SELECT stored FROM owner WHERE stored IS NOT NULL GROUP BY stored HAVING count(*) > 1',
  counts: `
    SELECT count(*) AS owners,
      coalesce(sum(stored IS NULL), 0) AS unlinked,
      coalesce(sum(well_formed), 0) AS stored,
      coalesce(sum(well_formed AND EXISTS (SELECT 1 FROM customer WHERE id = owner.stored)), 0) AS witnessed
    FROM owner`,
  spare: `
    SELECT customer.id, customer.email, customer.owner_id, customer.balance FROM customer
    WHERE customer.deleted = 0
      AND NOT EXISTS (SELECT 1 FROM owner WHERE owner.stored = customer.id)`,
  // CROSS: from the few spare customers to their owners; left to itself SQLite walks all owners.
  ownersOfSpare: `
    SELECT owner.user_id AS id FROM temp.spare CROSS JOIN owner ON owner.user_id = spare.owner_id
    UNION SELECT owner.user_id FROM temp.spare CROSS JOIN owner ON owner.email = spare.email`,
  payingSpare: `
    SELECT id FROM temp.spare
    WHERE balance <> 0
      OR EXISTS (SELECT 1 FROM subscription WHERE customer = spare.id
        AND status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused'))
      OR EXISTS (SELECT 1 FROM invoice WHERE customer = spare.id
        AND status IN ('open', 'uncollectible'))`,
}

function createJoin(db: Database) {
  const last = db.prepare<[], { last: number | null }>('SELECT max(rowid) AS last FROM owner')
  const shared = `
    DROP TABLE IF EXISTS temp.shared_id;
    CREATE TEMP TABLE shared_id AS ${auditQueries.shared};
    CREATE INDEX temp.shared_id_stored ON shared_id (stored)`

  /** Every link that is not plainly healthy, in steps between which others get their turn. */
  return async function* (): AsyncGenerator<OddLink[]> {
    db.exec(shared)
    const step = db.prepare<[number, number], OddLink>(auditQueries.odd)
    const end = last.get()?.last ?? 0
    for (let from = 0; from < end; from += STEP) {
      yield step.all(from, from + STEP)
      await nextTurn()
    }
  }
}

function createCounts(db: Database) {
  const counts = db.prepare<[], LinkCounts>(auditQueries.counts)
  const none: LinkCounts = { owners: 0, unlinked: 0, stored: 0, witnessed: 0 }
  return { counts: (): LinkCounts => counts.get() ?? none }
}

function createSpare(db: Database) {
  const fill = `
    DROP TABLE IF EXISTS temp.spare;
    CREATE TEMP TABLE spare AS ${auditQueries.spare}`
  const idsOf = (sql: string) =>
    db
      .prepare<[], { id: string }>(sql)
      .all()
      .map((row) => row.id)
  return {
    /** Live customers that nobody stores: whose they may be, and which of them have a claim on money. */
    spare(): Spare {
      db.exec(fill)
      return { owners: idsOf(auditQueries.ownersOfSpare), paying: idsOf(auditQueries.payingSpare) }
    },
  }
}
