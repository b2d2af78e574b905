import { expect } from 'vitest'
import { inbox } from '../../src-main/recovery/index.ts'
import type { Sandbox, Truth } from '../../src-main/sandbox/index.ts'
import type { Console } from './console.ts'

/** What is wrong with one user's link after the run, or null. */
const judges: Record<
  Truth['expect'],
  (truth: Truth, was: string | null, now: string | null, inReview: boolean) => string | null
> = {
  relink: ({ to }, _, now) => (now === to ? null : `not relinked to ${to}`),
  create: (_, was, now) => (now !== null && now !== was ? null : 'no new customer'),
  linked: (_, was, now) => (now === was ? null : 'was changed'),
  keep: (_, was, now) => (now === was ? null : 'was changed'),
  review: (_, was, now, inReview) => (now === was && inReview ? null : 'was not left for review'),
}

/** Compares every user's link with what the world's builder knows of it. */
export async function expectTruth(
  { workspace, bench, storedId }: Console,
  sandbox: Sandbox,
  before: ReadonlyMap<string, string | null>,
): Promise<void> {
  const open = workspace.cases.all(bench, inbox)
  const reviewed = new Set(
    open.filter(({ plan }) => plan.kind === 'review').map((row) => row.userId),
  )
  const wrong: string[] = []
  for (const truth of sandbox.truth()) {
    const was = before.get(truth.user) ?? null
    const now = await storedId(truth.user)
    const fault = judges[truth.expect](truth, was, now, reviewed.has(truth.user))
    if (fault !== null) wrong.push(`${truth.user} ${truth.situation}: ${fault} (${was}, ${now})`)
  }
  expect(wrong).toEqual([])
}

/** The test links as the world was built, by user. */
export function linksOf(sandbox: Sandbox): Map<string, string | null> {
  return new Map(sandbox.directory().map((user) => [user.id, user.stripeCustomerIdTest]))
}

/** Every proven loss got one new customer, nobody else did, and each repaired link is on the trail once. */
export async function expectOneEffectEach(
  { workspace }: Console,
  sandbox: Sandbox,
  customersBefore: ReadonlySet<string>,
): Promise<void> {
  const truth = sandbox.truth()
  const made = sandbox.control
    .customers(sandbox.secretKey)
    .filter(({ id }) => !customersBefore.has(id))
    .map(({ metadata }) => metadata['user_id'])
  const of = (...kinds: Truth['expect'][]) =>
    truth.filter(({ expect: kind }) => kinds.includes(kind)).map(({ user }) => user)
  expect(made.toSorted()).toEqual(of('create').toSorted())
  const lines = truth.flatMap(({ user }) => workspace.trail.forUser(user, 100))
  const users = (action: string) =>
    lines.filter((line) => line.action === action).map(({ userId }) => userId)
  expect(users('customer.created').toSorted()).toEqual(of('create').toSorted())
  expect(users('link.replaced').toSorted()).toEqual(of('create', 'relink').toSorted())
  expect(await workspace.trail.verify()).toMatchObject({ intact: true })
}
