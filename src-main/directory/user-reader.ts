import { asc, count, eq, sql } from 'drizzle-orm'
import type { Environment, UserId } from '#contract'
import { type Database, drizzleOf } from '../db/index.ts'
import type { DirectoryUser } from './directory.ts'
import { company, formerEmail, user } from './schema.ts'

const storedIdColumn = { test: user.storedIdTest, live: user.storedIdLive } as const

/** Reads of the embedded directory that are a seek in an index; `after` is the last id of the batch before. */
export function createUserReader(database: Database) {
  const db = drizzleOf(database, { user, company, formerEmail })
  const given = sql.placeholder('given')
  const counted = db.select({ users: count() }).from(user).prepare()
  const byId = db.select().from(user).where(eq(user.id, given)).prepare()
  const amongIds = db
    .select()
    .from(user)
    .where(sql`${user.id} in (select value from json_each(${given}))`)
    .orderBy(asc(user.id))
    .prepare()
  const byEmail = db
    .select()
    .from(user)
    .where(eq(user.emailFolded, given))
    .orderBy(asc(user.id))
    .prepare()
  // Whole directories are read by this one: without the mapper it takes half the time.
  const afterId = database
    .prepare<[string, number], StreamedRow>(`
      SELECT id, email, name, is_verified, created_at, company_id,
        stripe_customer_id_test, stripe_customer_id_live
      FROM user WHERE id > ? ORDER BY id LIMIT ?`)
    .raw()
  const former = db
    .select({ email: formerEmail.email })
    .from(formerEmail)
    .where(eq(formerEmail.userId, given))
    .prepare()
  const companyById = db.select().from(company).where(eq(company.id, given)).prepare()

  return {
    count: (): number => counted.get()?.users ?? 0,
    find(id: UserId): DirectoryUser | undefined {
      const row = byId.get({ given: id })
      return row && toUser(row)
    },
    findMany: (ids: readonly UserId[]): DirectoryUser[] =>
      amongIds.all({ given: JSON.stringify(ids) }).map(toUser),
    withEmail: (folded: string): DirectoryUser[] => byEmail.all({ given: folded }).map(toUser),
    batchAfter: (after: string, limit: number): DirectoryUser[] =>
      afterId.all(after, limit).map(toStreamedUser),
    holdersOf: (environment: Environment, storedId: string): UserId[] =>
      db
        .select({ id: user.id })
        .from(user)
        .where(eq(storedIdColumn[environment], storedId))
        .orderBy(asc(user.id))
        .all()
        .map(({ id }) => id),
    formerEmails: (id: UserId): string[] => former.all({ given: id }).map(({ email }) => email),
    company: (id: string) => companyById.get({ given: id }),
  }
}

/** `is_verified` is 0 or 1 here. */
type StreamedRow = [
  id: UserId,
  email: string,
  name: string | null,
  isVerified: number | null,
  createdAt: number | null,
  companyId: string | null,
  test: string | null,
  live: string | null,
]

function toStreamedUser(row: StreamedRow): DirectoryUser {
  const [id, email, name, isVerified, createdAt, companyId, test, live] = row
  return {
    id,
    email,
    name,
    isVerified: isVerified === null ? null : isVerified === 1,
    createdAt,
    companyId,
    storedId: { test, live },
  }
}

function toUser({ storedIdTest, storedIdLive, ...row }: typeof user.$inferSelect): DirectoryUser {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    isVerified: row.isVerified,
    createdAt: row.createdAt,
    companyId: row.companyId,
    storedId: { test: storedIdTest, live: storedIdLive },
  }
}
