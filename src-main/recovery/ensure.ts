import type { UserId } from '#contract'
import type { Bench } from './bench.ts'
import { isRepair } from './carry-out.ts'
import { type Examination, examine, foundOf } from './examine.ts'
import { type Executed, execute, executeSeen, hasBegun } from './execute.ts'
import { guard } from './guard.ts'
import type { Actor, CaseRow } from './schema.ts'

export type Ensured =
  | { readonly outcome: 'linked' | 'relinked' | 'created'; readonly customerId: string }
  | { readonly outcome: 'refused'; readonly reason: string; readonly detail: string }

export interface EnsureOptions {
  readonly actor: Actor
  /** Asked before the first effect: why nothing may be written now, or null. */
  readonly mayRepair: () => Refusal | null
}

export type Refusal = Extract<Ensured, { outcome: 'refused' }>

/** Ends with a customer that exists, is provably the user's, and is stored; or with a reason, and nothing changed. */
export async function ensureCustomer(
  bench: Bench,
  userId: UserId,
  { actor, mayRepair }: EnsureOptions,
): Promise<Ensured> {
  const user = await bench.directory.find(userId)
  if (user === undefined) return refused('user_unknown', `The directory has no user ${userId}.`)
  const open = bench.cases.unendedOf(bench, { userId, orphanId: null })
  if (open !== undefined && (await hasBegun(bench, open))) {
    const refusal = mayRepair()
    return refusal ?? toEnsured(await execute(bench, open, onward(actor, open.planHash)))
  }
  const seen = await examine(bench, user, { fresh: true, asked: true })
  if (seen.state === 'linked' && seen.stored !== null) {
    return { outcome: 'linked', customerId: seen.stored }
  }
  const { plan } = seen
  if (!isRepair(plan)) return notRepairable(seen)
  const refusal = mayRepair() ?? (await refusalOfGuard(bench, seen, open))
  if (refusal !== null) return refusal
  const row = bench.cases.find(bench.cases.record(bench, foundOf(bench, seen, null)))
  if (row === undefined) throw new Error(`The case of user ${userId} vanished.`)
  return toEnsured(await executeSeen(bench, row, seen, plan, actor))
}

const onward = (actor: Actor, expect: string) => ({
  actor,
  dryRun: false,
  choice: undefined,
  expect,
  mayCreate: () => true,
})

function toEnsured({ outcome, customerId, plan, detail }: Executed): Ensured {
  if (outcome === 'recovered' && customerId !== null) {
    return { outcome: plan.kind === 'create' ? 'created' : 'relinked', customerId }
  }
  return refused(outcome, detail ?? 'The link was left as it is.')
}

/** A burst of sign-ups must not look at fifty links each. */
const BELIEVED_MS = 60_000

/** What an audit holds waits for the person who releases it; before the first audit the sample speaks. */
async function refusalOfGuard(
  bench: Bench,
  { state }: Examination,
  open: CaseRow | undefined,
): Promise<Refusal | null> {
  if (open?.status === 'held')
    return refused('held', open.detail ?? 'The case waits for its release.')
  if (state !== 'wrong_mode' && bench.now() - bench.cleared.at < BELIEVED_MS) return null
  const { refusal, otherMode } = await guard(bench, undefined)
  if (refusal !== null) return refused(refusal.reason, refusal.detail)
  if (state !== 'wrong_mode' || !otherMode) return null
  return refused('held', 'Several stored ids exist in the other mode. Audit, and release the run.')
}

function notRepairable({ state, plan, detail }: Examination): Refusal {
  if (state === 'unreachable' || state === 'forbidden') {
    return refused(state, `${detail ?? 'Stripe could not be asked.'} Nothing was changed.`)
  }
  const why = plan.because.join(', ')
  return refused('review', `A person has to decide (${state}: ${why}). Nothing was changed.`)
}

function refused(reason: string, detail: string): Refusal {
  return { outcome: 'refused', reason, detail }
}
