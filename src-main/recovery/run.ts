import type { CaseOutcome, Choice, RunItem, RunRefusal, RunResult } from '#contract'
import { CaseId } from '#contract'
import type { Bench } from './bench.ts'
import { type Executed, execute } from './execute.ts'
import type { Flights } from './flights.ts'
import { type Guarded, guard, hold, tooManyMissing } from './guard.ts'
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
  const watched = {
    ...bench,
    gateway: bench.gateway.with({ priority: 'background', signal: options.signal }),
  }
  const guarded = await guard(watched, options.release)
  for (const row of cases) {
    const wait = waiting(row, options, guarded)
    if (wait === null) due.push(row)
    else items.push(itemOf(row, wait))
  }
  const stopped = await runDue(bench, flights, due, { ...options, ...guarded }, items)
  const result = toResult(items, options.dryRun, guarded.refusal ?? stopped)
  reportRun(bench, result)
  bench.changed('cases', 'customers', 'activity', 'alerts')
  return result
}

/** @returns Why a case is not carried out, or null. */
function waiting(
  row: CaseRow,
  options: RunOptions,
  { refusal, released, otherMode }: Guarded,
): Executed | null {
  const base = { customerId: null, plan: row.plan, stop: false, missing: false }
  if (options.choice === undefined && !isForRun(row)) {
    const outcome: CaseOutcome = row.plan.kind === 'review' ? 'review' : 'unchanged'
    return { ...base, outcome, detail: null }
  }
  if (refusal !== null) return { ...base, outcome: 'held', detail: refusal.detail }
  const wrongMode = row.state === 'wrong_mode'
  const held = row.status === 'held' || (wrongMode && otherMode)
  const free = wrongMode ? released.wrongMode : released.missing
  return held && !free ? { ...base, outcome: 'held', detail: row.detail } : null
}

async function runDue(
  bench: Bench,
  flights: Flights,
  due: readonly CaseRow[],
  options: RunOptions & Guarded,
  items: RunItem[],
): Promise<RunRefusal | null> {
  const watch = createWatch(bench, options)
  let creates = 0
  let done = 0
  const mayCreate = () => {
    creates += 1
    return options.maxCreates === undefined || creates <= options.maxCreates
  }
  options.progress?.(0, due.length)
  await mapPool(due, 8, async (row) => {
    if (watch.stopped() !== null || options.signal?.aborted) return
    const { actor, dryRun, choice } = options
    const expect = options.planHash ?? (choice === undefined ? row.planHash : null)
    const ended = await flights.alone(row, () =>
      execute(bench, bench.cases.find(row.id) ?? row, { actor, dryRun, choice, expect, mayCreate }),
    )
    items.push(itemOf(row, ended))
    watch.see(row, ended)
    done += 1
    options.progress?.(done, due.length)
  })
  return watch.stopped()
}

/** The guard goes on while a run does: a key may be revoked, or a database restored, under it. */
function createWatch(bench: Bench, { released, stored }: Guarded) {
  const missing: string[] = []
  let refusal: RunRefusal | null = null
  return {
    stopped: (): RunRefusal | null => refusal,
    see(row: CaseRow, ended: Executed): void {
      if (ended.stop) refusal = { reason: 'forbidden', detail: ended.detail ?? '', code: null }
      if (!ended.missing || released.missing) return
      missing.push(row.storedId ?? '')
      if (tooManyMissing(missing.length, stored)) refusal ??= hold(bench, missing, stored, stored)
    },
  }
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
