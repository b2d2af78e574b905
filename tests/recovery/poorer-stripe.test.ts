import { describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox, WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import { customerIds, endingOf } from '../support/ending.ts'
import { type Poverty, startPoorerStripe } from '../support/poorer-stripe.ts'
import { ask } from '../support/raw.ts'
import { expectOneEffectEach, expectTruth, linksOf } from '../support/truth.ts'
import { directoryCsv } from '../support/workspace.ts'

type Lackable = Parameters<Sandbox['control']['without']>[0][number]

const seed: WorldOptions = { users: 120, seed: 21 }

async function expectWorldEndsWell(sandbox: Sandbox, url = sandbox.url) {
  const links = linksOf(sandbox)
  const customers = customerIds(sandbox)
  const { secretKey: key } = sandbox
  const home = aHome()
  const opened = await aConsole({ home, url, key, csv: await directoryCsv(sandbox) })
  expect((await opened.audit()).refused).toBeNull()
  expect(await opened.runAll()).toMatchObject({ refused: null, failed: 0, conflict: 0 })
  await expectTruth(opened, sandbox, links)
  await expectOneEffectEach(opened, sandbox, customers)
  sandbox.control.resetRequests()
  await opened.audit()
  await opened.runAll()
  expect(sandbox.control.requests().writes).toBe(0)
  return opened
}

describe('a Stripe', () => {
  const lacks: Lackable[][] = [
    ['search'],
    ['events'],
    ['idempotency'],
    ['account'],
    ['schedules', 'disputes', 'test_clocks'],
    ['search', 'events', 'idempotency', 'account', 'schedules', 'disputes', 'test_clocks'],
  ]
  it.each(lacks.map((features) => [features.join(', '), features] as const))(
    'without %s ends as the evidence rule says',
    async (_, features) => {
      const sandbox = await aSandbox({ seed })
      sandbox.control.without(features)
      await expectWorldEndsWell(sandbox)
    },
  )

  const poverties: [string, Poverty][] = [
    ['that refuses to list by e-mail', { refuses: ['email'] }],
    ['that refuses to list by time', { refuses: ['created'] }],
    ['that ignores by which e-mail it is to list', { ignores: ['email'] }],
    ['that ignores since when it is to list', { ignores: ['created'] }],
    ['that expands nothing', { refuses: ['expand'] }],
    ['whose lists begin with the oldest', { oldestFirst: true }],
    [
      'that has the least of everything',
      { refuses: ['email', 'created', 'expand', 'status', 'types'], oldestFirst: true },
    ],
  ]
  it.each(poverties)('%s ends as the evidence rule says', async (_, poverty) => {
    const sandbox = await aSandbox({ seed })
    if (poverty.oldestFirst) sandbox.control.without(['search', 'events', 'idempotency', 'account'])
    await expectWorldEndsWell(sandbox, await aPoorerStripe(sandbox, poverty))
  })

  it.each(poverties)(
    '%s has a lost answer looked up, and makes one customer',
    async (_, poverty) => {
      const counts = { deleted_alone: 1 }
      const sandbox = await aSandbox({ seed: { users: 130, counts } })
      sandbox.control.without(['idempotency', 'search', 'events', 'account'])
      sandbox.control.addFault({ kind: 'lost_answer', method: 'POST', times: 1 })
      const before = customerIds(sandbox)
      const url = await aPoorerStripe(sandbox, poverty)
      const { secretKey: key } = sandbox
      const opened = await aConsole({ home: aHome(), url, key, csv: await directoryCsv(sandbox) })
      const [lost] = sandbox.truth()
      const user = lost?.user ?? ''
      expect(await opened.ensure(user)).toMatchObject({ outcome: 'created' })
      expect(await endingOf(opened, sandbox, user, before)).toMatchObject({ made: 1, intents: 0 })
    },
  )

  it.each([
    ...poverties,
    ['that ignores the e-mail, oldest first', { ignores: ['email'], oldestFirst: true }] as const,
  ])('%s shows also a customer that was made a moment ago', async (_, poverty) => {
    const sandbox = await aSandbox({ seed: { users: 130, counts: { deleted_alone: 1 } } })
    const url = await aPoorerStripe(sandbox, poverty)
    const { secretKey: key } = sandbox
    const opened = await aConsole({ home: aHome(), url, key, csv: await directoryCsv(sandbox) })
    await opened.audit()
    const [{ user } = { user: '' }] = sandbox.truth()
    const email = sandbox.directory().find(({ id }) => id === user)?.email ?? ''
    const made = await ask(sandbox, 'POST', '/v1/customers', { email })
    expect(await opened.ensure(user)).toEqual({ outcome: 'relinked', customerId: made })
  })

  it('that forgets whom it deleted is taken at its word, within the limits of a fifth', async () => {
    const counts = { deleted_alone: 4, deleted_with_candidate: 4 }
    const sandbox = await aSandbox({ seed: { users: 60, counts } })
    sandbox.control.without(['search', 'events', 'idempotency', 'account'])
    await expectWorldEndsWell(sandbox, await aPoorerStripe(sandbox, { forgetsDeleted: true }))
  })
})

async function aPoorerStripe(sandbox: Sandbox, poverty: Poverty): Promise<string> {
  const poorer = await startPoorerStripe(sandbox, poverty)
  onTestFinished(() => poorer.close())
  return poorer.url
}

describe('where Stripe names no account', () => {
  it('a local id is kept, another key of the account joins it after a restart, and a stranger does not', async () => {
    const sandbox = await aSandbox({ seed: { users: 30, counts: { deleted_alone: 2 } } })
    sandbox.control.without(['account'])
    const { url, secretKey: key } = sandbox
    const home = aHome()
    const first = await aConsole({ home, url, key, csv: await directoryCsv(sandbox) })
    expect(first.bench.account).toMatch(/^local_/)
    await first.audit()
    await first.workspace.close()

    const rolled = await aConsole({ home, url, key: 'rk_test_world' })
    expect(rolled.bench.account).toBe(first.bench.account)
    expect(await rolled.runAll()).toMatchObject({ recovered: 2, refused: null })
    await rolled.workspace.close()

    const stranger = await aConsole({ home, url, key: 'sk_test_stranger' })
    expect(stranger.bench.account).not.toBe(first.bench.account)
    expect((await stranger.audit()).refused).toMatchObject({ reason: 'wrong_account' })
  })
})
