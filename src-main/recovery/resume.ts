import type { Choice } from '#contract'
import type { Bench } from './bench.ts'
import { findMade } from './create-customer.ts'
import { execute, hasBegun } from './execute.ts'
import type { Flights } from './flights.ts'
import { guard } from './guard.ts'
import { mapPool } from './pool.ts'
import type { CaseRow, IntentRow } from './schema.ts'

/** How a profile that has just been opened may go on. */
export interface ResumeOptions {
  /** The gate lets repairs through. Else only what Stripe or the directory already shows is brought to its end. */
  readonly mayBegin: boolean
}

/**
 * Goes on with every repair that a kill interrupted. What had begun is ended; what was only planned is examined again.
 *
 * @returns How many were resumed.
 */
export async function resumeCases(
  bench: Bench,
  flights: Flights,
  { mayBegin }: ResumeOptions,
): Promise<number> {
  const cases = bench.cases.all(bench, ['executing'])
  if (cases.length === 0) return 0
  const clear = mayBegin && (await guard(bench, undefined)).refusal === null
  await mapPool(cases, 8, (row) => flights.alone(row, () => resumeCase(bench, row.id, clear)))
  return cases.length
}

async function resumeCase(bench: Bench, caseId: number, mayBegin: boolean): Promise<void> {
  const row = bench.cases.find(caseId)
  if (row?.status !== 'executing') return
  const intent = bench.intents.find(caseId)
  const begun = await hasBegun(bench, row)
  if (!begun) {
    bench.transact(() => {
      bench.intents.end(caseId)
      bench.cases.update(caseId, { status: 'open' })
    })
  }
  if (intent === undefined) return
  if (mayBegin || (begun && (await isDone(bench, row, intent)))) {
    await carryOn(bench, caseId, intent)
  } else if (begun) {
    bench.cases.update(caseId, { status: 'failed', detail: WAITS })
  }
}

const WAITS =
  'It was interrupted while Stripe was asked to make a customer. Run it again to end it.'

/** The effect that counts is made: only our own side is behind. */
async function isDone(bench: Bench, row: CaseRow, intent: IntentRow): Promise<boolean> {
  if (intent.kind === 'relink' || intent.step !== 'sending') return true
  try {
    return (await findMade(bench, intent)) !== undefined
  } catch (error) {
    bench.log.warn({ case: row.id, err: error }, 'An interrupted repair could not be looked up.')
    return false
  }
}

async function carryOn(bench: Bench, caseId: number, { actor }: IntentRow): Promise<void> {
  const row = bench.cases.find(caseId)
  if (row === undefined) return
  try {
    await execute(bench, row, {
      actor,
      dryRun: false,
      choice: row.plan.because.includes('chosen_by_person') ? choiceOf(row) : undefined,
      expect: row.planHash,
      mayCreate: () => true,
    })
  } catch (error) {
    // One case that cannot go on must not keep the profile from opening; the case itself says that it failed.
    bench.log.error({ case: caseId, err: error }, 'An interrupted repair could not be resumed.')
  }
}

/** What a person picked before the kill is still what they picked. */
function choiceOf({ plan }: CaseRow): Choice | undefined {
  if (plan.kind === 'create') return { kind: 'create' }
  return plan.customerId === null ? undefined : { kind: 'relink', customerId: plan.customerId }
}
