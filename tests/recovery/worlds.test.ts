import { afterEach, describe, expect, it } from 'vitest'
import { expectTruth, linksOf } from '../support/truth.ts'
import { type Stage, setStage } from '../support/workspace.ts'

let stage: Stage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

describe('a seeded world', () => {
  for (const seed of [1, 2, 3]) {
    it(`ends as the evidence rule says, and a second run sends no write (seed ${seed})`, async () => {
      stage = await setStage({ seed: { users: 300, seed } })
      const before = linksOf(stage.sandbox)
      const audited = await stage.audit()
      expect(audited.refused).toBeNull()
      expect(audited.audited).toBe(300)
      const run = await stage.runAll()
      expect(run).toMatchObject({ refused: null, failed: 0, conflict: 0, held: 0 })
      await expectTruth(stage, stage.sandbox, before)

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
