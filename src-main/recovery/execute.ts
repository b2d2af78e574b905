import { type CaseOutcome, type Choice, type Plan, UserId } from '#contract'
import { asStorageError, StorageError } from '../db/index.ts'
import { GatewayError } from '../gateway/index.ts'
import type { Bench } from './bench.ts'
import { carryOut, type Ended, isRepair, type Repair, resume } from './carry-out.ts'
import { inbox, planHash } from './cases.ts'
import { UncertainCreation } from './create-customer.ts'
import { type Examination, examine, foundOf, isLost, isQuiet } from './examine.ts'
import type { Actor, CaseRow } from './schema.ts'

/** How one case of a run ended; `stop` means that no further case can end better (401, 403). */
export interface Executed {
  readonly outcome: CaseOutcome
  readonly customerId: string | null
  readonly plan: Plan
  readonly detail: string | null
  readonly stop: boolean
  /** The stored id was looked for just now, and is not there. */
  readonly missing: boolean
}

export interface ExecuteOptions {
  readonly actor: Actor
  readonly dryRun: boolean
  /** What a person picked in place of the plan. */
  readonly choice: Choice | undefined
  /** The plan that was seen: a different one on fresh evidence is refused. Null: a choice made without seeing one. */
  readonly expect: string | null
  /** Asked right before a customer is made: false leaves the case open. */
  readonly mayCreate: () => boolean
}

/** Examines one case again on fresh evidence and, where the plan still is what was seen, carries it out. */
export function execute(bench: Bench, row: CaseRow, options: ExecuteOptions): Promise<Executed> {
  return reportFailure(bench, row, options.dryRun, () => attempt(bench, row, options))
}

/** Carries out what an examination has just found. */
export function executeSeen(
  bench: Bench,
  row: CaseRow,
  seen: Examination,
  plan: Repair,
  actor: Actor,
): Promise<Executed> {
  return reportFailure(bench, row, false, async () =>
    said(plan, await carryOut(bench, row, seen, plan, actor)),
  )
}

async function attempt(bench: Bench, row: CaseRow, options: ExecuteOptions): Promise<Executed> {
  const begun = await hasBegun(bench, row)
  if (!inbox.includes(row.status) && !(begun && row.status === 'executing')) {
    return leave(row.plan, 'unchanged', 'The case has ended meanwhile.')
  }
  if (begun && !options.dryRun) {
    bench.cases.update(row.id, { status: 'executing' })
    return said(row.plan, await resume(bench, row))
  }
  const user =
    row.userId === null ? undefined : await bench.directory.find(UserId.parse(row.userId))
  if (user === undefined) return leave(row.plan, 'review', 'No user is linked to this customer.')
  const asked = row.plan.because.includes('asked') || options.choice?.kind === 'create'
  const seen = await examine(bench, user, { fresh: true, asked })
  const unseen = couldNotSee(bench, row, seen, options.dryRun)
  if (unseen !== null) return unseen
  if (!options.dryRun) refresh(bench, row, seen)
  const missing = seen.state === 'missing'
  return { ...(await decide(bench, row, seen, options)), missing }
}

async function decide(
  bench: Bench,
  row: CaseRow,
  seen: Examination,
  options: ExecuteOptions,
): Promise<Executed> {
  const plan = options.choice === undefined ? seen.plan : chosen(seen, options.choice)
  if (!isRepair(plan)) return leave(plan, plan.kind === 'review' ? 'review' : 'unchanged', null)
  if (options.expect !== null && planHash(foundOf(bench, seen, null)) !== options.expect) {
    return leave(plan, 'conflict', 'The plan is another one than was seen. Look again.')
  }
  if (plan.kind === 'create' && !options.mayCreate()) {
    return leave(plan, 'held', 'The run may not create more customers; the case stays open.')
  }
  if (options.dryRun) return { ...leave(plan, 'recovered', null), customerId: plan.customerId }
  return said(plan, await carryOut(bench, row, seen, plan, options.actor))
}

/** Something was sent or stored for this case: it is ended before anything is decided anew. */
export async function hasBegun(bench: Bench, row: CaseRow): Promise<boolean> {
  const intent = bench.intents.find(row.id)
  if (intent === undefined || intent.step !== 'planned') return intent !== undefined
  // A relink is stored in the directory's file first: a kill in between leaves our own row a step behind.
  const user =
    row.userId === null ? undefined : await bench.directory.find(UserId.parse(row.userId))
  return intent.customerId !== null && user?.storedId[bench.environment] === intent.customerId
}

/** Cases whose repair has begun and not ended: the next run ends them, whatever their links look like meanwhile. */
export async function casesBegun(bench: Bench): Promise<CaseRow[]> {
  const begun: CaseRow[] = []
  for (const id of bench.intents.caseIds()) {
    const row = bench.cases.find(id)
    const unended = row?.status === 'executing' || row?.status === 'failed'
    if (row !== undefined && unended && (await hasBegun(bench, row))) begun.push(row)
  }
  return begun
}

function couldNotSee(
  bench: Bench,
  row: CaseRow,
  seen: Examination,
  dryRun: boolean,
): Executed | null {
  if (seen.state !== 'unreachable' && seen.state !== 'forbidden') return null
  const detail = seen.detail ?? 'Stripe could not be asked.'
  if (!dryRun) bench.cases.update(row.id, { status: 'failed', detail })
  return { ...leave(row.plan, 'failed', detail), stop: seen.state === 'forbidden' }
}

/** A healthy link ends its case; else the case shows what was found just now. */
function refresh(bench: Bench, row: CaseRow, seen: Examination): void {
  if (isQuiet(seen)) {
    bench.intents.end(row.id)
    bench.cases.end(row.id, 'gone')
    return
  }
  bench.cases.record(bench, foundOf(bench, seen, null))
}

/** A person may pick among what came up, never somebody else's customer. */
function chosen(seen: Examination, choice: Choice): Plan {
  if (!isLost(seen.state) || seen.plan.because.includes('absence_unproven')) return seen.plan
  if (choice.kind === 'create')
    return { kind: 'create', customerId: null, because: ['chosen_by_person'] }
  const one = seen.weighed.find(({ customer }) => customer.id === choice.customerId)
  if (one === undefined || one.reasons.includes('held_by_other_user')) return seen.plan
  return {
    kind: 'relink',
    customerId: choice.customerId,
    because: [...one.reasons, 'chosen_by_person'],
  }
}

function said(plan: Plan, ended: Ended): Executed {
  return ended.kind === 'recovered'
    ? { ...leave(plan, 'recovered', null), customerId: ended.customerId }
    : leave(plan, 'conflict', ended.detail)
}

function leave(plan: Plan, outcome: CaseOutcome, detail: string | null): Executed {
  return { outcome, customerId: null, plan, detail, stop: false, missing: false }
}

/** What may be tried again keeps its intent. A bug is thrown on, but leaves no case behind that seems to be under way. */
async function reportFailure(
  bench: Bench,
  row: CaseRow,
  dryRun: boolean,
  work: () => Promise<Executed>,
): Promise<Executed> {
  try {
    return await work()
  } catch (thrown) {
    const error = asStorageError(thrown, 'workspace.sqlite')
    const known = isKnown(error)
    const detail = known ? error.message : 'Something went wrong inside Relink; the log has more.'
    bench.log.warn({ event: 'customer_recovery', case: row.id, err: error }, 'A repair failed.')
    if (!dryRun) bench.cases.update(row.id, { status: 'failed', detail })
    bench.changed('cases')
    if (!known) throw error
    const kind = error instanceof GatewayError ? error.failure.kind : null
    const stop = kind === 'auth' || kind === 'permission'
    return { ...leave(row.plan, 'failed', detail), stop }
  }
}

function isKnown(error: unknown): error is Error {
  return (
    error instanceof GatewayError ||
    error instanceof StorageError ||
    error instanceof UncertainCreation
  )
}
