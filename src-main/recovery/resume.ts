import type { Choice } from '#contract'
import type { Bench } from './bench.ts'
import { execute, hasBegun } from './execute.ts'
import type { Flights } from './flights.ts'
import type { CaseRow } from './schema.ts'

/**
 * Goes on with every repair that a kill interrupted. What had begun is ended; what was only planned is examined again.
 *
 * @returns How many were resumed.
 */
export async function resumeCases(bench: Bench, flights: Flights): Promise<number> {
  const cases = bench.cases.all(bench, ['executing'])
  for (const row of cases) await flights.alone(row, () => resumeCase(bench, row.id))
  return cases.length
}

async function resumeCase(bench: Bench, caseId: number): Promise<void> {
  const row = bench.cases.find(caseId)
  if (row?.status !== 'executing') return
  const intent = bench.intents.find(caseId)
  if (!(await hasBegun(bench, row))) {
    bench.transact(() => {
      bench.intents.end(caseId)
      bench.cases.update(caseId, { status: 'open' })
    })
  }
  if (intent === undefined) return
  await execute(bench, row, {
    actor: intent.actor,
    dryRun: false,
    choice: row.plan.because.includes('chosen_by_person') ? choiceOf(row) : undefined,
    expect: row.planHash,
    mayCreate: () => true,
  })
}

/** What a person picked before the kill is still what they picked. */
function choiceOf({ plan }: CaseRow): Choice | undefined {
  if (plan.kind === 'create') return { kind: 'create' }
  return plan.customerId === null ? undefined : { kind: 'relink', customerId: plan.customerId }
}
