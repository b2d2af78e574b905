import type { CustomerFacts, Person, Stage } from './stage.ts'
import { DAY } from './stage.ts'
import type { Situation, Truth } from './world.ts'

type Decoy = Extract<Situation, `decoy_${string}`> | 'only_email_verified'

/**
 * A user whose customer was deleted, and one living customer that looks like theirs.
 * What makes it only look so is the scene's point.
 */
function lookalike(
  situation: Decoy,
  facts: (person: Person, stage: Stage) => CustomerFacts,
  known: Partial<Person> = {},
): (stage: Stage) => void {
  return (stage) => {
    const person = stage.person(known)
    const stored = stage.remove(stage.own(person))
    stage.own(person, facts(person, stage))
    stage.settle(person, stored, review(situation))
  }
}

function review(situation: Decoy): Omit<Truth, 'user' | 'findings'> {
  return { situation, state: 'deleted', expect: 'review' }
}

/** Not a decoy but its counterpart: the same look, and a verified address that one user has. */
function onlyEmailVerified(stage: Stage): void {
  const person = stage.person()
  const stored = stage.remove(stage.own(person))
  const found = stage.own(person, { metadata: {} })
  stage.settle(person, stored, {
    situation: 'only_email_verified',
    state: 'deleted',
    expect: 'relink',
    to: found.id,
  })
}

function sharedEmail(stage: Stage): void {
  const other = stage.person()
  const theirs = stage.own(other)
  stage.settle(other, theirs.id, { situation: 'linked', state: 'linked', expect: 'linked' })
  const person = stage.person({ email: other.email })
  const stored = stage.remove(stage.own(person))
  stage.own(person, { metadata: {} })
  stage.settle(person, stored, review('decoy_shared_email'))
}

function otherUser(stage: Stage): void {
  const other = stage.person()
  const theirs = stage.own(other)
  stage.settle(other, theirs.id, { situation: 'linked', state: 'linked', expect: 'linked' })
  lookalike('decoy_other_user', () => ({ metadata: { user_id: other.id } }))(stage)
}

function emptyBesidePaying(stage: Stage): void {
  const person = stage.person()
  const stored = stage.remove(stage.own(person))
  stage.own(person, { created: stage.now - 10 * DAY })
  const paying = stage.own(person, { metadata: {} })
  stage.subscribe(paying, 'team')
  stage.settle(person, stored, review('decoy_empty_beside_paying'))
}

export const decoys: Readonly<Record<Decoy, (stage: Stage) => void>> = {
  only_email_verified: onlyEmailVerified,
  decoy_unverified_email: lookalike('decoy_unverified_email', () => ({ metadata: {} }), {
    isVerified: false,
  }),
  decoy_shared_email: sharedEmail,
  decoy_id_issued_again: lookalike('decoy_id_issued_again', ({ createdAt }) => ({
    created: createdAt - 90 * DAY,
  })),
  decoy_other_directory: lookalike('decoy_other_directory', ({ id }) => ({
    metadata: { user_id: id, directory: 'another-product' },
  })),
  decoy_other_environment: lookalike('decoy_other_environment', ({ id }) => ({
    metadata: { user_id: id, environment: 'live' },
  })),
  decoy_user_gone: lookalike('decoy_user_gone', (_, stage) => ({
    metadata: { user_id: `gone-${stage.random.below(1_000_000)}` },
  })),
  decoy_other_user: otherUser,
  decoy_email_differs: lookalike('decoy_email_differs', ({ email }) => ({
    email: `else.${email}`,
  })),
  decoy_empty_beside_paying: emptyBesidePaying,
}
