import { type AuditResult, type RunRefusal, UserId } from '#contract'
import { GatewayError } from '../gateway/index.ts'
import { CURRENT_MS, catchUpCustomers, isCurrent, syncMirror } from '../mirror/index.ts'
import { countFindings, countStates } from './audit-counts.ts'
import type { Bench } from './bench.ts'
import { inbox } from './cases.ts'
import { type Examination, examine, foundOf, isQuiet, riskOf } from './examine.ts'
import { casesBegun } from './execute.ts'
import { guard, hold, holdOtherMode, tooManyMissing, WRONG_MODE_HELD } from './guard.ts'
import { review } from './plan.ts'
import { mapPool } from './pool.ts'
import { refusedKey, reportRefusal } from './report.ts'
import type { CaseRow } from './schema.ts'

export interface AuditOptions {
  readonly progress?: (stage: string, done: number, total: number | null) => void
  readonly signal?: AbortSignal
}

/** How old the mirror's other kinds may be: they tell what money is at stake, not whether a link is broken. */
const MONEY_AGE_MS = 15 * 60_000

/**
 * Examines every link: the directory is copied beside the mirror, one join finds what is not plainly healthy, and only
 * these suspects are asked of Stripe. Writes neither to Stripe nor to the directory.
 */
export async function audit(bench: Bench, options: AuditOptions): Promise<AuditResult> {
  const startedAt = bench.now()
  const callsBefore = bench.gateway.calls()
  const found = await look(bench, options)
  if (found.refused === null) bench.alerts.resolve(refusedKey(bench))
  else reportRefusal(bench, found.refused)
  const stripeCalls = bench.gateway.calls() - callsBefore
  return { ...found, stripeCalls, ms: bench.now() - startedAt }
}

type Findings = Omit<AuditResult, 'stripeCalls' | 'ms'>

async function look(bench: Bench, options: AuditOptions): Promise<Findings> {
  const unread = await bringUpToDate(bench, options)
  if (unread !== null) return refused(0, unread)
  options.progress?.('reading the directory', 0, null)
  const owners = await bench.mirror.owners.refill(bench.directory, bench.environment)
  const refusal = await guardExactly(bench)
  if (refusal !== null && refusal.reason !== 'held') return refused(owners, refusal)

  const seen = await examineSuspects(bench, options)
  if (isSilent(seen)) {
    const detail =
      'Stripe does not answer. The audit stopped; no case was changed. Try again later.'
    return refused(owners, { reason: 'unreachable', detail, code: null })
  }
  const forbidden = seen.find((one) => one.state === 'forbidden')
  if (forbidden !== undefined) {
    const detail = `${forbidden.detail ?? 'Stripe refused.'} The audit stopped; no case was changed.`
    return refused(owners, { reason: 'forbidden', detail, code: null })
  }
  const begun = await casesBegun(bench)
  return settle(bench, owners, seen, { begun, moved: await movedMeanwhile(bench, seen) })
}

function refused(audited: number, refusal: RunRefusal): Findings {
  return {
    audited,
    byState: countStates(0, []),
    findings: {},
    cases: { open: 0, held: 0 },
    refused: refusal,
  }
}

/** @returns Why the mirror could not be brought up to now, or null. */
async function bringUpToDate(bench: Bench, options: AuditOptions): Promise<RunRefusal | null> {
  const status = bench.mirror.status('customer')
  try {
    if (!isCurrent(status, bench.now(), MONEY_AGE_MS)) {
      const progress = (stage: string, count: number) => options.progress?.(stage, count, null)
      await syncMirror(bench.mirror, bench.gateway, { now: bench.now, progress })
    }
    await catchUpCustomers(bench.mirror, bench.gateway, bench.now, CURRENT_MS)
    return null
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const refusal = error.failure.kind === 'auth' || error.failure.kind === 'permission'
    const detail = `${error.message} No link was examined, and no case was changed.`
    return { reason: refusal ? 'forbidden' : 'unreachable', detail, code: null }
  }
}

/** Where the join shows witnesses enough there is nothing to ask; else the guard looks. */
async function guardExactly(bench: Bench): Promise<RunRefusal | null> {
  const { stored, witnessed } = bench.mirror.owners.counts()
  const bound = bench.bindings.of(bench.environment)
  const plain = stored > 0 && !tooManyMissing(stored - witnessed, stored)
  if (plain && (bound === undefined || bound === bench.account)) {
    bench.bindings.bind(bench.environment, bench.account, witnessed)
    bench.alerts.resolve(`wrong_account:${bench.environment}`)
    return null
  }
  return (await guard(bench, undefined)).refusal
}

async function examineSuspects(bench: Bench, options: AuditOptions): Promise<Examination[]> {
  const spare = bench.mirror.owners.spare()
  const suspects = new Set(spare.owners)
  for await (const links of bench.mirror.owners.odd()) {
    for (const link of links) suspects.add(link.user_id)
  }
  const seen: Examination[] = []
  let done = 0
  await mapPool(suspects, 8, async (id) => {
    options.signal?.throwIfAborted()
    if (isSilent(seen)) return
    const user = await bench.directory.find(UserId.parse(id))
    if (user !== undefined) seen.push(await examine(bench, user, { fresh: false, asked: false }))
    done += 1
    options.progress?.('examining', done, suspects.size)
  })
  return seen
}

/** So many links that Stripe gave no answer about, and none that it did: it is not there, and asking on is of no use. */
const SILENT = 8

function isSilent(seen: readonly Examination[]): boolean {
  const unanswered = seen.filter((one) => one.state === 'unreachable').length
  return (
    unanswered >= SILENT && !seen.some(({ state }) => state === 'missing' || state === 'wrong_mode')
  )
}

/** Users whose row holds another id than was examined: a repair was quicker, and what was seen of them is over. */
async function movedMeanwhile(
  bench: Bench,
  seen: readonly Examination[],
): Promise<ReadonlySet<string>> {
  const now = await bench.directory.findMany(seen.map((one) => one.user.id))
  const stored = new Map(now.map((user) => [user.id, user.storedId[bench.environment]]))
  const moved = seen.filter((one) => stored.get(one.user.id) !== one.stored)
  return new Set(moved.map((one) => one.user.id))
}

/** Opens, refreshes and ends cases for what was seen, and counts. */
function settle(
  bench: Bench,
  owners: number,
  seen: readonly Examination[],
  { begun, moved }: { readonly begun: readonly CaseRow[]; readonly moved: ReadonlySet<string> },
): Findings {
  const { stored } = bench.mirror.owners.counts()
  const missing = seen.filter((one) => one.state === 'missing')
  const ids = missing.flatMap((one) => one.stored ?? [])
  const held = tooManyMissing(ids.length, stored) ? hold(bench, ids, stored, stored) : null
  if (held === null) bench.alerts.resolve(`links_missing:${bench.environment}`)
  const wrongMode = countWrongMode(bench, seen)

  const still = new Set(begun.map(({ id }) => id))
  const busy = new Set([...moved, ...begun.map(({ userId }) => userId)])
  for (const userId of moved) {
    const row = bench.cases.unendedOf(bench, { userId, orphanId: null })
    if (row !== undefined) still.add(row.id)
  }
  const heldFor = (one: Examination): string | null => {
    if (one.state === 'missing' && held !== null) return held.detail
    return one.state === 'wrong_mode' ? wrongMode : null
  }
  bench.transact(() => {
    for (const one of seen) {
      if (!busy.has(one.user.id)) recordOne(bench, one, heldFor(one), still)
    }
    for (const id of orphans(bench, seen)) still.add(recordOrphan(bench, id))
  })
  bench.cases.retire(bench, still)
  raiseRestored(bench, seen)
  bench.changed('cases', 'customers', 'alerts')
  return {
    audited: owners,
    byState: countStates(owners, seen, bench),
    findings: countFindings(seen),
    cases: {
      open: bench.cases.count(bench, inbox) - bench.cases.count(bench, ['held']),
      held: bench.cases.count(bench, ['held']),
    },
    refused: held,
  }
}

/** What could not be seen keeps the case it has; a healthy link and an unlinked one with nothing known have none. */
function recordOne(bench: Bench, one: Examination, held: string | null, still: Set<number>): void {
  const before = bench.cases.unendedOf(bench, { userId: one.user.id, orphanId: null })
  const unread = one.plan.because.includes('fact_unread')
  if (one.state === 'unreachable' || (unread && before !== undefined)) {
    if (before !== undefined) still.add(before.id)
    return
  }
  if (isQuiet(one)) return
  still.add(bench.cases.record(bench, foundOf(bench, one, held)))
}

function countWrongMode(bench: Bench, seen: readonly Examination[]): string | null {
  const links = seen.filter((one) => one.state === 'wrong_mode')
  const key = `wrong_mode:${bench.environment}`
  if (links.length < WRONG_MODE_HELD) {
    bench.alerts.resolve(key)
    return null
  }
  return holdOtherMode(bench, links.length, bench.mirror.owners.counts().stored).detail
}

/** Customers that pay and that nobody links to, unless they came up for somebody's link. */
function orphans(bench: Bench, seen: readonly Examination[]): string[] {
  // Whoever could not be looked at may be the one whose customer it is.
  if (seen.some((one) => one.state === 'unreachable')) return []
  if (bench.mirror.owners.counts().witnessed === 0) return []
  const known = new Set(
    seen.flatMap((one) => one.weighed.map(({ customer }) => customer.id as string)),
  )
  return bench.mirror.owners.spare().paying.filter((id) => !known.has(id))
}

function recordOrphan(bench: Bench, id: string): number {
  const customer = bench.mirror.customers.find(id)
  return bench.cases.record(bench, {
    userId: null,
    orphanId: id,
    userName: customer?.name ?? null,
    userEmail: customer?.email ?? null,
    state: null,
    findings: ['orphan'],
    storedId: null,
    plan: review(['pays_without_owner']),
    evidence: [
      {
        call: `mirror ${id}`,
        answer: 'has a claim on money; no user stores it',
        requestId: null,
        at: bench.now(),
      },
    ],
    candidates: [],
    ...riskOf(bench, [id]),
    status: 'open',
    detail: null,
  })
}

/** Stored ids that our own cases replaced: one is a slip, two are a restored database. */
function raiseRestored(bench: Bench, seen: readonly Examination[]): void {
  const back = seen.filter((one) => one.stored !== null && one.plan.because.includes('own_record'))
  const key = `restored:${bench.environment}`
  if (back.length < 2) {
    bench.alerts.resolve(key)
    return
  }
  bench.alerts.raise({
    key,
    kind: 'directory_restored',
    severity: 'warning',
    environment: bench.environment,
    message: `${back.length} links went back to ids that were repaired before: the directory was restored. Run all to apply the repairs again.`,
  })
}
