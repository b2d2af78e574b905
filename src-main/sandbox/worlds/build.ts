import { createRandom } from '../random.ts'
import type { Account } from '../store/universe.ts'
import { scenes } from './situations.ts'
import { DAY, Stage } from './stage.ts'
import { SITUATIONS, type Situation, type World } from './world.ts'

export interface WorldOptions {
  /** How many users. */
  readonly users: number
  readonly seed?: number
  /** How often each scene is played; what is not named is not there, and the rest of the users are fine. */
  readonly counts?: Partial<Readonly<Record<Situation, number>>>
  /** Share of all users whose stored id was never issued, from 0 to 1: a key of the wrong account. */
  readonly missing?: number
  /** Customers with a subscription whom no user links to. */
  readonly orphans?: number
}

/** Shares of a world nobody described. `missing` stays far under a fifth, and `wrong_mode` under three. */
const SHARES: Partial<Readonly<Record<Situation, number>>> = {
  deleted_with_candidate: 0.005,
  deleted_alone: 0.005,
  lost_subscription: 0.002,
  missing_with_candidate: 0.004,
  missing_alone: 0.004,
  unlinked: 0.03,
  unlinked_with_candidate: 0.002,
  duplicate: 0.004,
  email_differs: 0.004,
}
const AT_MOST_ONE: readonly Situation[] = ['wrong_mode', 'wrong_mode_with_candidate']

/** How often each scene is played in a world nobody described: once at least, as far as there are users. */
function usualCounts(users: number): Partial<Record<Situation, number>> {
  const counts: Partial<Record<Situation, number>> = {}
  let left = Math.floor(users / 2)
  for (const situation of SITUATIONS) {
    if (situation === 'linked' || left < 2) continue
    const share = Math.round((SHARES[situation] ?? 0.001) * users)
    const count = AT_MOST_ONE.includes(situation) ? 1 : Math.max(1, share)
    counts[situation] = Math.min(count, left)
    left -= count * 2
  }
  return counts
}

/**
 * Builds a world of users and customers into an account. The same options give the same world at the same time.
 *
 * @throws RangeError when the scenes need more users than there are to be.
 */
export function buildWorld(account: Account, options: WorldOptions): World {
  const stage = new Stage(account, createRandom(options.seed ?? 1), {
    firstUser: 1000,
    quiet: true,
    history: 0,
  })
  const counts = options.counts ?? (options.missing === undefined ? usualCounts(options.users) : {})
  for (const situation of SITUATIONS) play(stage, situation, counts[situation] ?? 0)
  play(stage, 'missing_alone', Math.round((options.missing ?? 0) * options.users))
  if (stage.users.length > options.users) {
    throw new RangeError(`These scenes need ${stage.users.length} users, not ${options.users}.`)
  }
  play(stage, 'linked', options.users - stage.users.length)
  for (let made = 0; made < (options.orphans ?? 0); made++) addOrphan(stage)
  return { directory: stage.users, truth: stage.truth, orphans: stage.orphans }
}

function play(stage: Stage, situation: Situation, times: number): void {
  for (let played = 0; played < times; played++) scenes[situation](stage)
}

function addOrphan(stage: Stage): void {
  const email = `walk-in.${stage.random.letters(8).toLowerCase()}@example.test`
  const customer = stage.customer({ email, created: stage.now - 70 * DAY })
  stage.subscribe(customer, 'pro')
  stage.orphans.push(customer.id)
}
