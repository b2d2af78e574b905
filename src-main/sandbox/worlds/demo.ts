import { createRandom } from '../random.ts'
import type { Account } from '../store/universe.ts'
import { scenes } from './situations.ts'
import { DAY, type Person, type PlanName, Stage } from './stage.ts'
import type { World } from './world.ts'

const USERS = 240

/**
 * The world that a person meets first: 240 users, 229 of them linked, 10 who can't pay, 4 who need a look.
 *
 * 1,940.00 EUR a month are at risk. That counts, per broken link or finding, the monthly value of the living
 * subscriptions of the customer concerned (the candidate of a broken link, the stored one of a finding), or, where
 * nothing lives, of those that ended with the deleted customer: deleted 812, missing 87, wrong mode 319,
 * duplicates 128, e-mail differs 594.
 */
export function buildDemo(account: Account): World {
  const stage = new Stage(account, createRandom(4711), {
    firstUser: 4470,
    quiet: false,
    history: 3,
  })
  deletedOnes(stage)
  missingOnes(stage)
  wrongMode(stage)
  claimed(stage)
  duplicates(stage)
  emailDiffers(stage)
  while (stage.users.length < USERS) scenes.linked(stage)
  const directory = stage.users.toSorted((a, b) => Number(a.id) - Number(b.id))
  return { directory, truth: stage.truth, orphans: [] }
}

function deletedOnes(stage: Stage): void {
  ada(stage)
  lost(stage, stage.person({ name: 'Ed Okafor', email: 'ed@octave.test' }), 'team')
  lost(stage, stage.person({ name: 'Ines Roth', email: 'ines@lindenhof.test' }), 'pro')
  lost(stage, stage.person(), 'business')
  const person = stage.person()
  const stored = stage.remove(stage.own(person))
  relinkable(stage, person, stored, 'deleted', 14)
  // The one of the ten that a person must decide: an unverified address is no proof.
  scenes.decoy_unverified_email(stage)
}

/** User 4711: deleted three days ago, and another living customer carries her id, with two cards and an unpaid bill. */
function ada(stage: Stage): void {
  const person = stage.person({
    id: '4711',
    name: 'Ada Moreno',
    email: 'ada@northwind.test',
    companyId: '88',
    createdAt: stage.now - 400 * DAY,
  })
  const old = stage.own(person, { id: 'cus_QK81xYt0Lm2Pva' })
  stage.remove(old, 3)
  const candidate = stage.own(person, {
    id: 'cus_R7c0bD93kfA1Zq',
    created: stage.now - 75 * DAY,
  })
  stage.subscribe(candidate, 'pro', {
    status: 'past_due',
    cards: 2,
    since: candidate.created,
  })
  stage.settle(person, old.id, {
    situation: 'deleted_with_candidate',
    state: 'deleted',
    expect: 'relink',
    to: candidate.id,
  })
}

function lost(stage: Stage, person: Person, plan: PlanName): void {
  const customer = stage.own(person)
  stage.subscribe(customer, plan)
  stage.settle(person, stage.remove(customer), {
    situation: 'lost_subscription',
    state: 'deleted',
    findings: ['lost_subscription'],
    expect: 'create',
  })
}

function relinkable(
  stage: Stage,
  person: Person,
  stored: string,
  state: 'deleted' | 'missing' | 'wrong_mode',
  seats: number,
): void {
  const candidate = stage.own(person, { created: stage.now - 50 * DAY })
  stage.subscribe(candidate, 'pro', { quantity: seats, since: candidate.created })
  const to = candidate.id
  stage.settle(person, stored, {
    situation: `${state}_with_candidate`,
    state,
    expect: 'relink',
    to,
  })
}

function missingOnes(stage: Stage): void {
  for (let made = 0; made < 3; made++) {
    relinkable(stage, stage.person(), `cus_${stage.random.letters(14)}`, 'missing', 1)
  }
}

function wrongMode(stage: Stage): void {
  const person = stage.person()
  const inLive = stage.own(person, { env: stage.live })
  relinkable(stage, person, inLive.id, 'wrong_mode', 11)
}

function claimed(stage: Stage): void {
  const other = stage.person()
  const theirs = stage.own(other)
  stage.settle(other, theirs.id, { situation: 'linked', state: 'linked', expect: 'linked' })
  const kai = stage.person({ name: 'Kai Tanaka', email: 'kai@quarry.test' })
  const customer = stage.own(kai, { metadata: { user_id: other.id } })
  const truth = { situation: 'claimed_by_metadata', state: 'claimed', expect: 'review' } as const
  stage.settle(kai, customer.id, truth)
}

function duplicates(stage: Stage): void {
  twice(stage, stage.person({ name: 'Bo Lindqvist', email: 'bo@harbor.test' }), 'team')
  twice(stage, stage.person(), 'pro')
}

function twice(stage: Stage, person: Person, plan: PlanName): void {
  const customer = stage.own(person)
  stage.own(person, { created: stage.now - 12 * DAY })
  stage.subscribe(customer, plan)
  stage.settle(person, customer.id, {
    situation: 'duplicate',
    state: 'linked',
    findings: ['duplicate'],
    expect: 'review',
  })
}

function emailDiffers(stage: Stage): void {
  const person = stage.person()
  const customer = stage.own(person, { email: `billing.${person.email}` })
  stage.subscribe(customer, 'team', { quantity: 6 })
  stage.settle(person, customer.id, {
    situation: 'email_differs',
    state: 'linked',
    findings: ['email_differs'],
    expect: 'review',
  })
}
