import type { CaseOutcome, Choice, RunItem, RunRefusal, RunResult } from '#contract'
import { CaseId } from '#contract'
import type { Bench } from './bench.ts'
import { type Executed, execute } from './execute.ts'
import type { Flights } from './flights.ts'
import { type Guarded, guard } from './guard.ts'
import { mapPool } from './pool.ts'
import { reportRun } from './report.ts'
import type { Actor, CaseRow } from './schema.ts'

export interface RunOptions {
  readonly actor: Actor
  readonly dryRun: boolean
  readonly maxCreates: number | undefined
  readonly release: string | undefined
  readonly choice: Choice | undefined
  /** The plan a person saw; the case's own without one. */
  readonly planHash: string | undefined
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** What waits for a person is counted, never carried out. */
export function isForRun(row: Pick<CaseRow, 'plan'>): boolean {
  return row.plan.kind === 'relink' || row.plan.kind === 'create'
}

/** Carries out cases, eight at a time, most money first. An abort lets what is under way end, and keeps what was done. */
export async function runCases(
  bench: Bench,
  flights: Flights,
  cases: readonly CaseRow[],
  options: RunOptions,
): Promise<RunResult> {
  const items: RunItem[] = []
  const due: CaseRow[] = []
  const guarded = await guard(bench, options.release)
  for (const row of cases) {
    const wait = waiting(row, options, guarded)
    if (wait === null) due.push(row)
    else items.push(itemOf(row, wait))
  }
  const stopped = await runDue(bench, flights, due, options, items)
  const result = toResult(items, options.dryRun, guarded.refusal ?? stopped)
  reportRun(bench, result)
  bench.changed('cases', 'customers', 'activity', 'alerts')
  return result
}

/** @returns Why a case is not carried out, or null. */
function waiting(
  row: CaseRow,
  options: RunOptions,
  { refusal, released }: Guarded,
): Executed | null {
  const base = { customerId: null, plan: row.plan, stop: false }
  if (options.choice === undefined && !isForRun(row)) {
    const outcome: CaseOutcome = row.plan.kind === 'review' ? 'review' : 'unchanged'
    return { ...base, outcome, detail: null }
  }
  if (refusal !== null) return { ...base, outcome: 'held', detail: refusal.detail }
  if (row.status === 'held' && !released) {
    return { ...base, outcome: 'held', detail: row.detail }
  }
  return null
}

async function runDue(
  bench: Bench,
  flights: Flights,
  due: readonly CaseRow[],
  options: RunOptions,
  items: RunItem[],
): Promise<RunRefusal | null> {
  let stopped: RunRefusal | null = null
  let creates = 0
  let done = 0
  const mayCreate = () => {
    creates += 1
    return options.maxCreates === undefined || creates <= options.maxCreates
  }
  options.progress?.(0, due.length)
  await mapPool(due, 8, async (row) => {
    if (stopped !== null || options.signal?.aborted) return
    const expect = options.planHash ?? row.planHash
    const { actor, dryRun, choice } = options
    const ended = await flights.alone(row, () =>
      execute(bench, bench.cases.find(row.id) ?? row, { actor, dryRun, choice, expect, mayCreate }),
    )
    items.push(itemOf(row, ended))
    if (ended.stop) stopped = { reason: 'forbidden', detail: ended.detail ?? '', code: null }
    done += 1
    options.progress?.(done, due.length)
  })
  return stopped
}

function itemOf(row: CaseRow, ended: Executed): RunItem {
  return {
    case: CaseId.parse(row.id),
    userId: row.userId,
    outcome: ended.outcome,
    customerId: ended.customerId,
    plan: ended.plan,
    detail: ended.detail,
  }
}

function toResult(items: RunItem[], dryRun: boolean, refused: RunRefusal | null): RunResult {
  const of = (outcome: CaseOutcome) => items.filter((item) => item.outcome === outcome)
  const recovered = of('recovered')
  return {
    dryRun,
    recovered: recovered.length,
    unchanged: of('unchanged').length,
    review: of('review').length,
    held: of('held').length,
    failed: of('failed').length,
    conflict: of('conflict').length,
    creates: recovered.filter((item) => item.plan.kind === 'create').length,
    relinks: recovered.filter((item) => item.plan.kind === 'relink').length,
    refused,
    items: items.toSorted((a, b) => a.case - b.case),
  }
}
