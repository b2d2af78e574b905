import type { Bench } from './bench.ts'
import { inbox } from './cases.ts'
import { hasBegun } from './execute.ts'
import type { Actor } from './schema.ts'

export interface Dismissal {
  readonly reason: string
  /** Asked again after this (milliseconds); null: only when state or plan change. */
  readonly until: number | null
  readonly actor: Actor
}

/**
 * Takes a case out of the inbox for a reason. One that has ended stays as it is.
 *
 * @returns False for a case whose repair has begun: it has to be brought to its end first.
 */
export async function dismissCase(
  bench: Bench,
  id: number,
  { reason, until, actor }: Dismissal,
): Promise<boolean> {
  const row = bench.cases.find(id)
  if (row === undefined || !inbox.includes(row.status)) return true
  if (await hasBegun(bench, row)) return false
  const { account, environment } = bench
  bench.transact(() => {
    bench.cases.end(id, 'dismissed', { detail: reason, dismissedUntil: until })
    bench.cases.addStep(id, { step: 'dismissed', detail: reason, requestId: null })
    bench.trail.append({
      ...{ actor, account, environment, action: 'case.dismissed' },
      ...{ userId: row.userId, case: id, detail: reason },
    })
  })
  bench.changed('cases', 'activity')
  return true
}
