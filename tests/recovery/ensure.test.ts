import { describe, expect, it } from 'vitest'
import type { Sandbox, WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox, aStage } from '../support/afterwards.ts'
import { countIntents, customerIds } from '../support/ending.ts'
import { runProcess } from '../support/run-process.ts'
import { expectTruth, linksOf } from '../support/truth.ts'
import { directoryCsv } from '../support/workspace.ts'

const usersWho = (sandbox: Sandbox, situation: string): string[] =>
  sandbox.truth().flatMap((one) => (one.situation === situation ? [one.user] : []))

describe('a hundred who need a customer at once', () => {
  const seed: WorldOptions = { users: 30, counts: { deleted_alone: 5, deleted_with_candidate: 5 } }

  it('for one user share one customer', async () => {
    const stage = await aStage({ seed })
    const before = customerIds(stage.sandbox)
    const [user = ''] = usersWho(stage.sandbox, 'deleted_alone')
    const answers = await Promise.all(Array.from({ length: 100 }, () => stage.ensure(user)))
    expect(customerIds(stage.sandbox).size).toBe(before.size + 1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ outcome: 'created', customerId: await stage.storedId(user) })]),
    )
    expect(stage.writes()).toBe(1)
    expect(stage.workspace.trail.forUser(user, 100)).toHaveLength(2)
  })

  it('for one user share one customer with a run of all under way', async () => {
    const stage = await aStage({ seed })
    const links = linksOf(stage.sandbox)
    const before = customerIds(stage.sandbox)
    const users = usersWho(stage.sandbox, 'deleted_alone')
    await stage.audit()
    const [run, ...answers] = await Promise.all([
      stage.runAll(),
      ...Array.from({ length: 100 }, (_, at) => stage.ensure(users[at % users.length] ?? '')),
    ])
    expect(run).toMatchObject({ failed: 0, conflict: 0 })
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(customerIds(stage.sandbox).size).toBe(before.size + 5)
    await expectTruth(stage, stage.sandbox, links)
    expect(countIntents(stage.home)).toBe(0)
  })

  it('for twenty users make twenty', async () => {
    const stage = await aStage({ seed: { users: 150, counts: { deleted_alone: 20 } } })
    const before = customerIds(stage.sandbox)
    const users = usersWho(stage.sandbox, 'deleted_alone')
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => stage.ensure(users[at % 20] ?? '')),
    )
    expect(answers.every(({ outcome }) => outcome === 'created')).toBe(true)
    expect(customerIds(stage.sandbox).size).toBe(before.size + 20)
    expect(stage.writes()).toBe(20)
  })

  it('at two consoles with a directory each end with one customer a user', async () => {
    const sandbox = await aSandbox({ seed: { users: 80, counts: { deleted_alone: 12 } } })
    const { url, secretKey: key } = sandbox
    const csv = await directoryCsv(sandbox)
    const before = customerIds(sandbox)
    const users = usersWho(sandbox, 'deleted_alone')
    const consoles = [
      await aConsole({ home: aHome(), url, key, csv }),
      await aConsole({ home: aHome(), url, key, csv }),
    ]
    const answers = await Promise.all(
      consoles.map(({ ensure }) => Promise.all(users.map((user) => ensure(user)))),
    )
    expect(customerIds(sandbox).size).toBe(before.size + users.length)
    const [one, other] = answers.map((list) =>
      list.map((answer) => ('customerId' in answer ? answer.customerId : answer)),
    )
    expect(one).toEqual(other)
  })

  it('in two processes with a home each end with one customer', async () => {
    const sandbox = await aSandbox({ seed })
    const { url, secretKey: key } = sandbox
    const csv = await directoryCsv(sandbox)
    const before = customerIds(sandbox)
    const [user = ''] = usersWho(sandbox, 'deleted_alone')
    const homes = [aHome(), aHome()]
    const ended = await Promise.all(homes.map((home) => runProcess({ home, url, key, csv, user })))
    const [one, other] = ended.map(({ line }) => JSON.parse(line).customerId)
    expect(one).toMatch(/^cus_/)
    expect(other).toBe(one)
    expect(customerIds(sandbox).size).toBe(before.size + 1)
  })
})

describe('who needs a customer now', () => {
  const situations = {
    ...{ deleted_with_candidate: 1, unlinked: 1, malformed: 1, several_pay: 1 },
    ...{ claimed_by_metadata: 1, decoy_email_differs: 1, missing_alone: 1 },
  }
  const seed: WorldOptions = { users: 40, counts: situations }
  const expected: [string, object][] = [
    ['linked', { outcome: 'linked' }],
    ['deleted_with_candidate', { outcome: 'relinked' }],
    ['missing_alone', { outcome: 'created' }],
    ['unlinked', { outcome: 'created' }],
    ['malformed', { outcome: 'created' }],
    ['several_pay', { outcome: 'refused', reason: 'review' }],
    ['claimed_by_metadata', { outcome: 'refused', reason: 'review' }],
    ['decoy_email_differs', { outcome: 'refused', reason: 'review' }],
  ]
  it.each(expected)(
    'and is %s gets what is provably theirs, or a reason',
    async (situation, answer) => {
      const stage = await aStage({ seed })
      const [user = ''] = usersWho(stage.sandbox, situation)
      const before = await stage.storedId(user)
      const ensured = await stage.ensure(user)
      expect(ensured).toMatchObject(answer)
      const stored = await stage.storedId(user)
      if (ensured.outcome === 'refused') expect(stored).toBe(before)
      else expect(stored).toBe(ensured.customerId)
      expect(stage.writes()).toBe(ensured.outcome === 'created' ? 1 : 0)
    },
  )

  it('and is nobody gets a reason', async () => {
    const stage = await aStage({ seed })
    expect(await stage.ensure('nobody')).toMatchObject({ reason: 'user_unknown' })
  })

  it('while Stripe is away gets a reason, and nothing is changed', async () => {
    const stage = await aStage({ seed, timeoutMs: 100 })
    stage.sandbox.control.addFault({ kind: 'timeout' })
    for (const situation of ['linked', 'missing_alone']) {
      const [user = ''] = usersWho(stage.sandbox, situation)
      const before = await stage.storedId(user)
      expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'unreachable' })
      expect(await stage.storedId(user)).toBe(before)
    }
    expect(stage.writes()).toBe(0)
  })
})
