import { describe, expect, it } from 'vitest'
import type { WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aStage } from '../support/afterwards.ts'
import type { Console } from '../support/console.ts'
import { customerIds } from '../support/ending.ts'
import { expectTruth, linksOf } from '../support/truth.ts'

/** Every test link of the directory, as it is stored. */
async function storedLinks({ workspace }: Console): Promise<Map<string, string | null>> {
  const links = new Map<string, string | null>()
  for await (const users of workspace.directory.stream()) {
    for (const user of users) links.set(user.id, user.storedId.test)
  }
  return links
}

const raised = ({ workspace }: Console) => workspace.alerts.open().map(({ kind }) => kind)

describe('a key of another account', () => {
  it.each([3, 8, 19, 10_000])(
    'looks at a directory of %i users, writes nothing, and raises one alert',
    async (users) => {
      const home = aHome()
      const counts = { deleted_alone: 1, unlinked: 1 }
      const wrong = await aStage({ seed: { users, counts }, key: 'sk_test_another', home })
      const { sandbox } = wrong
      const before = await storedLinks(wrong)
      const [lost] = sandbox.truth()

      for (let tries = 0; tries < 3; tries += 1) {
        expect((await wrong.audit()).refused).toMatchObject({ reason: 'wrong_account' })
        expect((await wrong.runAll()).refused).toMatchObject({ reason: 'wrong_account' })
        expect(await wrong.ensure(lost?.user ?? '')).toMatchObject({ reason: 'wrong_account' })
      }
      expect(wrong.writes()).toBe(0)
      expect(await storedLinks(wrong)).toEqual(before)
      expect(raised(wrong)).toEqual(['wrong_account'])

      await wrong.workspace.close()
      const right = await aConsole({ home, url: sandbox.url, key: sandbox.secretKey })
      expect((await right.audit()).refused).toBeNull()
      expect(raised(right)).toEqual([])
      expect(await right.runAll()).toMatchObject({ recovered: 1, failed: 0, refused: null })
      await expectTruth(right, sandbox, linksOf(sandbox))

      const again = await aConsole({ home: right.home, url: sandbox.url, key: 'sk_test_another' })
      expect((await again.runAll()).refused).toMatchObject({ reason: 'wrong_account' })
    },
  )
})

describe('more than a fifth of the links missing', () => {
  const seed: WorldOptions = { users: 40, counts: { missing_alone: 10, deleted_alone: 2 } }

  it('holds the run until a person releases it with its code', async () => {
    const stage = await aStage({ seed })
    const before = linksOf(stage.sandbox)
    const audited = await stage.audit()
    expect(audited).toMatchObject({ cases: { held: 10, open: 2 }, refused: { reason: 'held' } })
    expect(raised(stage)).toEqual(['links_missing'])
    const code = audited.refused?.code ?? ''

    for (const release of [undefined, 'ffffffff']) {
      const held = await stage.runAll({ release })
      expect(held).toMatchObject({ held: 12, recovered: 0, refused: { reason: 'held', code } })
    }
    const [missing] = stage.sandbox.truth()
    expect(await stage.ensure(missing?.user ?? '')).toMatchObject({ reason: 'held' })
    expect(stage.writes()).toBe(0)
    expect(await storedLinks(stage)).toEqual(before)

    expect(await stage.runAll({ release: code })).toMatchObject({ recovered: 12, refused: null })
    await expectTruth(stage, stage.sandbox, before)
    expect(raised(stage)).toEqual([])
  })

  it('is what it takes: a fifth and less are repaired', async () => {
    const stage = await aStage({ seed: { ...seed, users: 50 } })
    expect((await stage.audit()).refused).toBeNull()
    expect(await stage.runAll()).toMatchObject({ recovered: 12, refused: null })
  })
})

describe('ids of the other mode', () => {
  const worldOf = (times: number): WorldOptions => ({ users: 40, counts: { wrong_mode: times } })

  it('are held when there are three, until a person releases them', async () => {
    const stage = await aStage({ seed: worldOf(3) })
    const before = linksOf(stage.sandbox)
    expect((await stage.audit()).cases).toEqual({ open: 0, held: 3 })
    expect(raised(stage)).toEqual(['wrong_mode_links'])
    expect(await stage.runAll()).toMatchObject({ held: 3, recovered: 0 })
    const [wrong] = stage.sandbox.truth()
    expect(await stage.ensure(wrong?.user ?? '')).toMatchObject({ reason: 'held' })
    expect(stage.writes()).toBe(0)
    expect(await storedLinks(stage)).toEqual(before)

    const [alert] = stage.workspace.alerts.open()
    const release = /code ([0-9a-f]+)/.exec(alert?.message ?? '')?.[1]
    expect(await stage.runAll({ release })).toMatchObject({ held: 0, recovered: 3 })
    await expectTruth(stage, stage.sandbox, before)
  })

  it('are repaired as missing ones where there are two', async () => {
    const stage = await aStage({ seed: worldOf(2) })
    await stage.audit()
    expect(await stage.runAll()).toMatchObject({ held: 0, recovered: 2 })
  })

  it('of a whole column are never repaired one by one', async () => {
    const stage = await aStage({ seed: worldOf(40) })
    const before = customerIds(stage.sandbox)
    const [wrong] = stage.sandbox.truth()
    expect(await stage.ensure(wrong?.user ?? '')).toMatchObject({ reason: 'held' })
    expect(customerIds(stage.sandbox)).toEqual(before)
  })
})

describe('a preview', () => {
  it('says what a run would do, and writes nothing', async () => {
    const stage = await aStage({ seed: { users: 60, seed: 4 } })
    const before = linksOf(stage.sandbox)
    await stage.audit()
    const preview = await stage.runAll({ dryRun: true })
    expect(stage.writes()).toBe(0)
    expect(await storedLinks(stage)).toEqual(before)
    const { recovered, review } = await stage.runAll()
    expect({ recovered: preview.recovered, review: preview.review }).toEqual({ recovered, review })
  })

  it('bounds the run: it makes no more customers than it was allowed', async () => {
    const stage = await aStage({ seed: { users: 40, counts: { deleted_alone: 6 } } })
    const before = customerIds(stage.sandbox)
    await stage.audit()
    expect(await stage.runAll({ maxCreates: 2 })).toMatchObject({ recovered: 2, held: 4 })
    expect(customerIds(stage.sandbox).size).toBe(before.size + 2)
    expect(await stage.runAll()).toMatchObject({ recovered: 4, held: 0 })
  })
})
