import type { LinkState, Plan, Reason } from '#contract'
import type { Absence, MoneyFacts, Weighed } from './evidence.ts'

/** The states from which a link may be repaired; the others end in nothing or in `review`. */
export type LostState = Extract<
  LinkState,
  'deleted' | 'missing' | 'wrong_mode' | 'malformed' | 'unlinked'
>

/** All that decides what to do about a lost link. */
export interface PlanEvidence {
  readonly state: LostState
  readonly weighed: readonly Weighed[]
  /** Read for `customersToRead` only; a customer that is not in it counts as unread. */
  readonly money: ReadonlyMap<string, MoneyFacts>
  readonly absence: Absence
  /** Somebody needs a customer now (`ensure`), so an unlinked owner gets one. */
  readonly asked: boolean
}

const unread: MoneyFacts = { claim: 'unread', card: 'unread', paidInvoice: 'unread' }

/** The customers between which only money decides; none where the plan hangs on no such fact. */
export function customersToRead(weighed: readonly Weighed[]): Weighed[] {
  const sorted = sort(weighed)
  const weak = [...sorted.email, ...sorted.possible]
  if (sorted.named.length > 0 || sorted.proven.length === 0) return []
  return sorted.proven.length > 1 ? [...sorted.proven, ...weak] : weak
}

/** Pure: what to do about a lost link. "No candidate" must be proven, never assumed. */
export function planRecovery(evidence: PlanEvidence): Plan {
  const { proven, email, named, possible } = sort(evidence.weighed)
  if (named.length > 0) return review(named.flatMap((one) => one.reasons))
  const weak = [...email, ...possible]
  if (proven.length > 0) return planAmongProven(proven, weak, evidence.money)
  if (weak.length > 0) return planByEmail(weak)
  return planWithoutCandidate(evidence)
}

function planAmongProven(
  proven: readonly Weighed[],
  weak: readonly Weighed[],
  money: PlanEvidence['money'],
): Plan {
  const of = (one: Weighed) => money.get(one.customer.id) ?? unread
  const [only, ...others] = proven
  if (only !== undefined && others.length === 0) {
    return reviewIfClaimed(weak.map(of)) ?? relink(only)
  }
  const all = [...proven.map(of), ...weak.map(of)]
  if (all.some((facts) => Object.values(facts).includes('unread'))) return review(['fact_unread'])
  const [claiming, ...alsoClaiming] = proven.filter((one) => of(one).claim === 'yes')
  if (claiming === undefined || alsoClaiming.length > 0) return review(['several_customers'])
  const active = proven.some(
    (one) => one !== claiming && (of(one).card === 'yes' || of(one).paidInvoice === 'yes'),
  )
  if (active) return review(['several_customers'])
  return reviewIfClaimed(weak.map(of)) ?? relink(claiming, 'only_one_with_claim')
}

/** A different customer of the same e-mail that has a claim on money makes every other choice a guess. */
function reviewIfClaimed(others: readonly MoneyFacts[]): Plan | null {
  if (others.some((facts) => facts.claim === 'yes')) return review(['other_has_claim'])
  if (others.some((facts) => facts.claim === 'unread')) return review(['fact_unread'])
  return null
}

function planByEmail(weak: readonly Weighed[]): Plan {
  const [only, ...others] = weak
  if (only !== undefined && others.length === 0) {
    return only.grade === 'c' ? relink(only) : review(only.reasons)
  }
  return review(['several_customers', ...weak.flatMap((one) => one.reasons)])
}

function planWithoutCandidate({ state, absence, asked }: PlanEvidence): Plan {
  if (absence.kind === 'unproven') return review(['absence_unproven'])
  const needed = state === 'deleted' || state === 'missing' || state === 'wrong_mode'
  if (needed) return { kind: 'create', customerId: null, because: ['absence_proven'] }
  if (asked) return { kind: 'create', customerId: null, because: ['asked', 'absence_proven'] }
  return { kind: 'keep', customerId: null, because: ['nothing_known'] }
}

function sort(weighed: readonly Weighed[]) {
  const of = (...grades: Weighed['grade'][]) => weighed.filter((one) => grades.includes(one.grade))
  return { proven: of('a', 'b'), email: of('c'), named: of('named'), possible: of('possible') }
}

function relink(to: Weighed, ...more: Reason[]): Plan {
  return { kind: 'relink', customerId: to.customer.id, because: [...to.reasons, ...more] }
}

/** A plan that waits for a person, each reason once. */
export function review(because: readonly Reason[]): Plan {
  return { kind: 'review', customerId: null, because: [...new Set(because)] }
}
