import { and, eq, sql } from 'drizzle-orm'
import type { drizzleOf } from '../db/index.ts'
import { recoveryCase, recoveryStep } from './schema.ts'

/** At most one of these is there for an owner; anything else has ended. Spelled as its index is, which would not be used else. */
const isUnended = sql`${recoveryCase.status} IN ('open', 'held', 'executing', 'failed', 'conflict', 'dismissed')`

type Cased = ReturnType<typeof drizzleOf>

const given = (name: string) => sql.placeholder(name)

/** Reads the case of an owner or orphan that has not ended; a blank stands for none. */
export function prepareUnended(db: Cased) {
  return db
    .select()
    .from(recoveryCase)
    .where(
      and(
        eq(recoveryCase.account, given('account')),
        eq(recoveryCase.environment, given('environment')),
        sql`coalesce(${recoveryCase.userId}, '') = ${given('userId')}`,
        sql`coalesce(${recoveryCase.orphanId}, '') = ${given('orphanId')}`,
        isUnended,
      ),
    )
    .prepare()
}

export function prepareStep(db: Cased) {
  return db
    .insert(recoveryStep)
    .values({
      ...{ caseId: given('caseId'), step: given('step'), detail: given('detail') },
      ...{ requestId: given('requestId'), at: given('at') },
    })
    .prepare()
}
