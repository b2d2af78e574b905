import { eq } from 'drizzle-orm'
import { type Database, drizzleOf } from '../db/index.ts'
import { markOf } from './creation-key.ts'
import { type IntentRow, type NewCustomerBody, recoveryIntent } from './schema.ts'

/** What was meant, committed before it is done. A case has at most one; it goes when the repair has ended. */
export function createIntents(database: Database) {
  const db = drizzleOf(database, { recoveryIntent })
  const of = (caseId: number) => eq(recoveryIntent.caseId, caseId)
  const change = (caseId: number, values: Partial<typeof recoveryIntent.$inferInsert>) => {
    db.update(recoveryIntent).set(values).where(of(caseId)).run()
  }

  return {
    find: (caseId: number): IntentRow | undefined =>
      db.select().from(recoveryIntent).where(of(caseId)).get(),

    /** Of every case that has one. */
    caseIds: (): number[] =>
      db
        .select({ id: recoveryIntent.caseId })
        .from(recoveryIntent)
        .all()
        .map(({ id }) => id),

    begin(
      intent: Pick<IntentRow, 'caseId' | 'kind' | 'storedId' | 'customerId' | 'actor' | 'person'>,
    ): void {
      db.delete(recoveryIntent).where(of(intent.caseId)).run()
      db.insert(recoveryIntent)
        .values({ ...intent, marks: [], step: 'planned' })
        .run()
    },

    /** Right before the bytes go out for the first time under this key. `at` in milliseconds. */
    sending(caseId: number, idempotencyKey: string, body: NewCustomerBody, at: number): void {
      const before = db.select().from(recoveryIntent).where(of(caseId)).get()
      change(caseId, {
        idempotencyKey,
        body,
        marks: [...(before?.marks ?? []), markOf(idempotencyKey)],
        firstSentAt: at,
        sentSince: before?.sentSince ?? at,
        step: 'sending',
      })
    },

    /** Nothing went out after all: the next try decides anew. */
    unsent: (caseId: number): void =>
      change(caseId, { step: 'planned', idempotencyKey: null, body: null, firstSentAt: null }),
    created: (caseId: number, customerId: string): void =>
      change(caseId, { customerId, step: 'created' }),
    stored: (caseId: number): void => change(caseId, { step: 'stored' }),
    end(caseId: number): void {
      db.delete(recoveryIntent).where(of(caseId)).run()
    },
  }
}
export type Intents = ReturnType<typeof createIntents>
