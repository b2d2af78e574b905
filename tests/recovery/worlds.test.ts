import { afterEach, describe, expect, it } from 'vitest'
import { inbox } from '../../src-main/recovery/index.ts'
import { type Stage, setStage } from '../support/workspace.ts'

let stage: Stage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

type Truth = ReturnType<Stage['sandbox']['truth']>[number]

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
async function expectTruth(stage: Stage, before: ReadonlyMap<string, string | null>) {
  const open = stage.workspace.cases.all(stage.bench, inbox)
  const reviewed = new Set(
    open.filter(({ plan }) => plan.kind === 'review').map((row) => row.userId),
  )
  const wrong: string[] = []
  for (const truth of stage.sandbox.truth()) {
    const was = before.get(truth.user) ?? null
    const now = await stage.storedId(truth.user)
    const fault = judges[truth.expect](truth, was, now, reviewed.has(truth.user))
    if (fault !== null) wrong.push(`${truth.user} ${truth.situation}: ${fault} (${was}, ${now})`)
  }
  expect(wrong).toEqual([])
}

function linksOf(now: Stage): Map<string, string | null> {
  return new Map(now.sandbox.directory().map((user) => [user.id, user.stripeCustomerIdTest]))
}

describe('a seeded world', () => {
  for (const seed of [1, 2, 3]) {
    it(`ends as the evidence rule says, and a second run sends no write (seed ${seed})`, async () => {
      stage = await setStage({ seed: { users: 300, seed } })
      const before = linksOf(stage)
      const audited = await stage.audit()
      expect(audited.refused).toBeNull()
      expect(audited.audited).toBe(300)
      const run = await stage.runAll()
      expect(run).toMatchObject({ refused: null, failed: 0, conflict: 0, held: 0 })
      await expectTruth(stage, before)

      stage.sandbox.control.resetRequests()
      await stage.audit()
      await stage.runAll()
      expect(stage.writes()).toBe(0)
    })
  }

  it('has no two users with one customer after the run, where they had none before', async () => {
    stage = await setStage({ seed: { users: 300, seed: 7 } })
    await stage.audit()
    await stage.runAll()
    const holders = new Map<string, string[]>()
    for (const user of stage.sandbox.directory()) {
      const id = await stage.storedId(user.id)
      if (id !== null && id !== user.stripeCustomerIdTest) {
        holders.set(id, [...(holders.get(id) ?? []), user.id])
      }
    }
    expect([...holders.values()].filter((users) => users.length > 1)).toEqual([])
  })
})
