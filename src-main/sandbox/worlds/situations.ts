import type { Customer } from '../store/shapes.ts'
import { decoys } from './decoys.ts'
import { DAY, type Person, type PlanName, type Stage } from './stage.ts'
import type { LinkState, Situation } from './world.ts'

export type Scene = (stage: Stage) => void

const MALFORMED = ['null', 'undefined', 'sub_1NvQXy2eZvKYlo2C', 'cus_short', 'cus_Na6dX7aXxi11N4\n']

/** An id in the right form that was never issued. */
function neverIssued(stage: Stage): string {
  return `cus_${stage.random.letters(14)}`
}

/** The stored id of a broken link of this kind, made for this person. */
export function broken(stage: Stage, person: Person, state: LinkState): string | null {
  switch (state) {
    case 'deleted':
      return stage.remove(stage.own(person))
    case 'missing':
      return neverIssued(stage)
    case 'wrong_mode':
      return stage.own(person, { env: stage.live }).id
    case 'malformed':
      return MALFORMED[stage.random.below(MALFORMED.length)] ?? 'null'
    default:
      return null
  }
}

/** A broken link, and nothing in Stripe that could mend it. */
function alone(situation: Situation, state: LinkState): Scene {
  const found = state === 'malformed' || state === 'unlinked'
  return (stage) => {
    const person = stage.person()
    const expect = found ? 'keep' : 'create'
    stage.settle(person, broken(stage, person, state), { situation, state, expect })
  }
}

/** A broken link, and the one customer that is provably theirs, who pays in two cases of three. */
function withCandidate(situation: Situation, state: LinkState): Scene {
  return (stage) => {
    const person = stage.person()
    const stored = broken(stage, person, state)
    const candidate = stage.own(person, { created: stage.now - 20 * DAY })
    if (stage.random.below(3) > 0) stage.subscribe(candidate, 'pro', { since: candidate.created })
    stage.settle(person, stored, { situation, state, expect: 'relink', to: candidate.id })
  }
}

/** Two customers that are provably theirs, and how many of the two pay. */
function several(situation: Situation, paying: 0 | 1 | 2): Scene {
  return (stage) => {
    const person = stage.person()
    const stored = broken(stage, person, 'deleted')
    const first = stage.own(person)
    const second = stage.own(person, { created: stage.now - 15 * DAY })
    if (paying > 0) stage.subscribe(first, 'team')
    if (paying > 1) stage.subscribe(second, 'pro', { since: second.created })
    const verdict =
      paying === 1 ? ({ expect: 'relink', to: first.id } as const) : ({ expect: 'review' } as const)
    stage.settle(person, stored, { situation, state: 'deleted', ...verdict })
  }
}

/** Three of ten pay or did; of twenty of those, one is on trial, one owes and one has left. */
function linked(stage: Stage): void {
  const person = stage.person()
  const customer = stage.own(person)
  if (stage.random.below(10) < 3) subscribed(stage, customer)
  // A few of them pay in live, too.
  const inLive = stage.random.below(20) === 0 ? stage.own(person, { env: stage.live }).id : null
  const truth = { situation: 'linked', state: 'linked', expect: 'linked' } as const
  stage.settle(person, customer.id, truth, inLive)
}

const RARE_STATUSES = ['trialing', 'past_due', 'canceled'] as const

function subscribed(stage: Stage, customer: Customer): void {
  const plan = stage.random.pick<PlanName>(['pro', 'pro', 'team'])
  const since = Math.max(customer.created, stage.now - stage.random.below(300) * DAY - 4 * DAY)
  const status = RARE_STATUSES[stage.random.below(20)] ?? 'active'
  if (status !== 'canceled') stage.subscribe(customer, plan, { status, since })
  else stage.cancel(stage.subscribe(customer, plan, { since }))
}

function emailDiffers(stage: Stage): void {
  const person = stage.person()
  const customer = stage.own(person, { email: `former.${person.email}` })
  stage.subscribe(customer, 'team')
  stage.settle(person, customer.id, {
    situation: 'email_differs',
    state: 'linked',
    findings: ['email_differs'],
    expect: 'review',
  })
}

function duplicate(stage: Stage): void {
  const person = stage.person()
  const customer = stage.own(person)
  stage.own(person, { created: stage.now - 9 * DAY })
  stage.subscribe(customer, 'pro')
  stage.settle(person, customer.id, {
    situation: 'duplicate',
    state: 'linked',
    findings: ['duplicate'],
    expect: 'review',
  })
}

function lostSubscription(stage: Stage): void {
  const person = stage.person()
  const customer = stage.own(person)
  stage.subscribe(customer, 'pro')
  stage.settle(person, stage.remove(customer), {
    situation: 'lost_subscription',
    state: 'deleted',
    findings: ['lost_subscription'],
    expect: 'create',
  })
}

/** The stored customer belongs, by its metadata, to another user who exists and is fine. */
function claimedByMetadata(stage: Stage): void {
  const other = stage.person()
  const theirs = stage.own(other)
  stage.settle(other, theirs.id, { situation: 'linked', state: 'linked', expect: 'linked' })
  const person = stage.person()
  const customer = stage.own(person, { metadata: { user_id: other.id } })
  stage.settle(person, customer.id, {
    situation: 'claimed_by_metadata',
    state: 'claimed',
    expect: 'review',
  })
}

/** Two users hold one customer. */
function claimedShared(stage: Stage): void {
  const first = stage.person()
  const second = stage.person()
  const customer = stage.own(first, { metadata: {} })
  const truth = { situation: 'claimed_shared', state: 'claimed', expect: 'review' } as const
  stage.settle(first, customer.id, truth)
  stage.settle(second, customer.id, truth)
}

/** How each situation is built. One scene makes one user, or two where two are needed. */
export const scenes: Readonly<Record<Situation, Scene>> = {
  linked,
  email_differs: emailDiffers,
  duplicate,
  deleted_with_candidate: withCandidate('deleted_with_candidate', 'deleted'),
  deleted_alone: alone('deleted_alone', 'deleted'),
  lost_subscription: lostSubscription,
  missing_with_candidate: withCandidate('missing_with_candidate', 'missing'),
  missing_alone: alone('missing_alone', 'missing'),
  wrong_mode: alone('wrong_mode', 'wrong_mode'),
  wrong_mode_with_candidate: withCandidate('wrong_mode_with_candidate', 'wrong_mode'),
  malformed: alone('malformed', 'malformed'),
  malformed_with_candidate: withCandidate('malformed_with_candidate', 'malformed'),
  claimed_by_metadata: claimedByMetadata,
  claimed_shared: claimedShared,
  unlinked: alone('unlinked', 'unlinked'),
  unlinked_with_candidate: withCandidate('unlinked_with_candidate', 'unlinked'),
  several_one_pays: several('several_one_pays', 1),
  several_idle: several('several_idle', 0),
  several_pay: several('several_pay', 2),
  ...decoys,
}
