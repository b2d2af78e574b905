import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src-main/db/index.ts'
import type { Sandbox } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox, aStage } from '../support/afterwards.ts'
import { countIntents, customerIds, endingOf } from '../support/ending.ts'
import { ask } from '../support/raw.ts'
import { expectOneEffectEach, expectTruth, linksOf } from '../support/truth.ts'
import { directoryCsv, type Stage } from '../support/workspace.ts'

type Fault = Parameters<Sandbox['control']['addFault']>[0]

const lost = { users: 12, seed: 5, counts: { deleted_alone: 1 } }
const creation = { method: 'POST', path: '/v1/customers' } as const

const userWho = (sandbox: Sandbox, situation: string): string =>
  sandbox.truth().find((one) => one.situation === situation)?.user ?? ''

/** The creations that were sent, in their order: by which key, and how they were answered. */
function sendings({ control }: Sandbox) {
  return control
    .requests()
    .recent.filter(({ method, route }) => method === 'POST' && route === '/v1/customers')
    .map(({ idempotencyKey, status, replayed }) => ({ key: idempotencyKey, status, replayed }))
}

/** Whether customers were listed between two sendings. */
function lookedUpBetween({ control }: Sandbox): boolean {
  const said = control.requests().recent.map(({ method, route }) => `${method} ${route}`)
  const first = said.indexOf('POST /v1/customers')
  const second = said.indexOf('POST /v1/customers', first + 1)
  return said.slice(first, second).includes('GET /v1/customers')
}

async function withFault(fault: Fault): Promise<Stage & { readonly user: string }> {
  const stage = await aStage({ seed: lost, timeoutMs: 400 })
  stage.sandbox.control.addFault(fault)
  return { ...stage, user: userWho(stage.sandbox, 'deleted_alone') }
}

/** One customer was made for the user, it is the link, and nothing is left under way. */
async function expectOneCustomer(stage: Stage, user: string, before: ReadonlySet<string>) {
  expect(await endingOf(stage, stage.sandbox, user, before)).toMatchObject({
    link: { alive: true, isNew: true, names: user },
    made: 1,
    case: { status: 'recovered', plan: 'create', isOfLink: true },
    intents: 0,
  })
}

describe('a creation', () => {
  it('whose answer was lost is found again, and not sent again', async () => {
    const stage = await withFault({ kind: 'lost_answer', times: 1, ...creation })
    const before = customerIds(stage.sandbox)
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
    await expectOneCustomer(stage, stage.user, before)
    expect(sendings(stage.sandbox)).toHaveLength(1)
  })

  it.each(['reset', 'timeout'] as const)(
    'that ended in a %s is looked up before it is sent again under the same key',
    async (kind) => {
      const stage = await withFault({ kind, times: 1, ...creation })
      const before = customerIds(stage.sandbox)
      expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
      await expectOneCustomer(stage, stage.user, before)
      const [first, second, ...more] = sendings(stage.sandbox)
      expect(second?.key).toBe(first?.key)
      expect(more).toEqual([])
      expect(lookedUpBetween(stage.sandbox)).toBe(true)
    },
  )

  it('that failed once is looked up, and sent again under the same key', async () => {
    const stage = await withFault({ kind: 'status', status: 500, times: 1, ...creation })
    const before = customerIds(stage.sandbox)
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
    await expectOneCustomer(stage, stage.user, before)
    const [first, second] = sendings(stage.sandbox)
    expect(second?.key).toBe(first?.key)
    expect(lookedUpBetween(stage.sandbox)).toBe(true)
  })

  it('whose failure Stripe has stored does not block its user for a day', async () => {
    const stage = await withFault({ kind: 'stored_500', times: 1, ...creation })
    const before = customerIds(stage.sandbox)
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
    await expectOneCustomer(stage, stage.user, before)
    const sent = sendings(stage.sandbox)
    expect(sent.map(({ status, replayed }) => [status, replayed])).toEqual([
      [500, false],
      [500, true],
      [200, false],
    ])
    expect(sent[1]?.key).toBe(sent[0]?.key)
    expect(sent[2]?.key).not.toBe(sent[0]?.key)
  })

  it('that nobody answers leaves its user as it was, and is ended by the next try', async () => {
    const stage = await withFault({ kind: 'timeout', ...creation })
    const before = customerIds(stage.sandbox)
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'refused', reason: 'failed' })
    expect(customerIds(stage.sandbox)).toEqual(before)
    stage.sandbox.control.clearFaults()
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
    await expectOneCustomer(stage, stage.user, before)
  })

  it('whose every answer is lost makes one customer', async () => {
    const stage = await withFault({ kind: 'lost_answer', ...creation })
    const before = customerIds(stage.sandbox)
    expect(await stage.ensure(stage.user)).toMatchObject({ outcome: 'created' })
    await expectOneCustomer(stage, stage.user, before)
  })

  it('waits for another console that is sending the same one', async () => {
    const stage = await aStage({ seed: lost })
    const { sandbox } = stage
    const other = await aConsole({
      url: sandbox.url,
      key: sandbox.secretKey,
      home: aHome(),
      csv: await directoryCsv(sandbox),
    })
    const user = userWho(sandbox, 'deleted_alone')
    const before = customerIds(sandbox)
    sandbox.control.addFault({ kind: 'latency', ms: 300, times: 1, ...creation })
    const [one, two] = await Promise.all([stage.ensure(user), other.ensure(user)])
    expect(one).toMatchObject({ customerId: await stage.storedId(user) })
    expect(two).toEqual(one)
    expect(sendings(sandbox).map(({ status }) => status)).toContain(409)
    await expectOneCustomer(stage, user, before)
  })

  it('whose replay shows a customer that was deleted since makes a new one', async () => {
    const { sandbox, home, user, key, url } = await interrupted('record-created')
    const [dead = ''] = [...customerIds(sandbox)].filter((id) => !sandbox.before.has(id))
    await ask(sandbox, 'DELETE', `/v1/customers/${dead}`)

    const again = await aConsole({ home, url, key })
    await again.runAll()
    expect(await endingOf(again, sandbox, user, sandbox.before)).toMatchObject({
      link: { alive: true, isNew: true, names: user },
      made: 1,
      case: { status: 'recovered', isOfLink: true },
      intents: 0,
    })
    expect(sendings(sandbox).map(({ status, replayed }) => [status, replayed])).toEqual([
      [200, false],
      [200, true],
      [200, false],
    ])
  })

  it('whose key somebody used for something else is looked up, and sent under another key', async () => {
    const { sandbox, home, user, key, url } = await interrupted('send')
    const headers = { 'Idempotency-Key': keyOfIntent(home) }
    const stranger = await ask(sandbox, 'POST', '/v1/customers', { name: 'Stranger' }, headers)

    const again = await aConsole({ home, url, key })
    await again.runAll()
    const before = new Set([...sandbox.before, stranger])
    expect(await endingOf(again, sandbox, user, before)).toMatchObject({
      link: { alive: true, isNew: true, names: user },
      made: 1,
      intents: 0,
    })
    expect(sendings(sandbox).map(({ status }) => status)).toEqual([200, 400, 200])
  })
})

/** A console that ended in the middle of a creation, right before this step. */
async function interrupted(at: string) {
  const sandbox = await aSandbox({ seed: lost })
  const before = customerIds(sandbox)
  const { url, secretKey: key } = sandbox
  const home = aHome()
  const onStep = (step: string) => {
    if (step === at) throw new Error('ended here')
  }
  const opened = await aConsole({ url, key, home, csv: await directoryCsv(sandbox), onStep })
  const user = userWho(sandbox, 'deleted_alone')
  await expect(opened.ensure(user)).rejects.toThrow('ended here')
  return { sandbox: { ...sandbox, before }, home, user, url, key }
}

function keyOfIntent(home: string): string {
  const file = `${home}/workspace.sqlite`
  const db = openDatabase({ file, schema: 'workspace', durability: 'full' })
  const row = db
    .prepare<[], { key: string }>('SELECT idempotency_key AS key FROM recovery_intent')
    .get()
  db.close()
  return row?.key ?? ''
}

describe('a run', () => {
  const counts = { deleted_alone: 12, deleted_with_candidate: 20, malformed_with_candidate: 4 }
  const broken = { users: 50, seed: 3, counts }

  it.each(['older', '2026'] as const)(
    'that loses a right on its way stops, names it, and is ended by the next one (%s wording)',
    async (wording) => {
      const { stage, links, before } = await setRun((control, key) =>
        control.deny(key, ['customer_write'], wording),
      )
      const run = await stage.runAll()
      expect(run.refused).toMatchObject({ reason: 'forbidden' })
      expect(run.refused?.detail).toContain('customer_write')
      await expectStopped(stage)

      stage.sandbox.control.deny(stage.sandbox.secretKey, [])
      await expectEndsWell(stage, links, before)
    },
  )

  it('whose key is revoked on its way stops, and is ended by the next one', async () => {
    const { stage, links, before } = await setRun((control) =>
      control.addFault({ kind: 'status', status: 401 }),
    )
    const run = await stage.runAll()
    expect(run.refused).toMatchObject({ reason: 'forbidden' })
    expect(run.refused?.detail).toContain('key')
    await expectStopped(stage)

    stage.sandbox.control.clearFaults()
    await expectEndsWell(stage, links, before)
  })

  /** What happens once three repairs have been stored. */
  async function setRun(then: (control: Sandbox['control'], key: string) => unknown) {
    let stored = 0
    const stage = await aStage({
      seed: broken,
      onStep(step) {
        if (step === 'verify') stored += 1
        if (step !== 'verify' || stored !== 3) return
        then(stage.sandbox.control, stage.sandbox.secretKey)
        stage.sandbox.control.resetRequests()
      },
    })
    const links = linksOf(stage.sandbox)
    const before = customerIds(stage.sandbox)
    await stage.audit()
    return { stage, links, before }
  }

  /** Only what was under way when Stripe refused has reached it still; nothing was granted. */
  async function expectStopped(stage: Stage): Promise<void> {
    const sent = sendings(stage.sandbox)
    expect(sent.length).toBeLessThanOrEqual(8)
    expect(sent.filter(({ status }) => status === 200)).toEqual([])
    const open = stage.workspace.cases.all(stage.bench, ['open'])
    expect(open.length).toBeGreaterThan(0)
  }

  async function expectEndsWell(
    stage: Stage,
    links: ReadonlyMap<string, string | null>,
    before: ReadonlySet<string>,
  ): Promise<void> {
    await stage.audit()
    expect(await stage.runAll()).toMatchObject({ refused: null, failed: 0 })
    await expectTruth(stage, stage.sandbox, links)
    await expectOneEffectEach(stage, stage.sandbox, before)
    expect(countIntents(stage.home)).toBe(0)
  }

  const storms: [string, Fault[]][] = [
    ['429', [{ kind: 'status', status: 429, times: 12 }]],
    ['lost answers', [{ kind: 'lost_answer', method: 'POST', probability: 0.5 }]],
    ['cut connections', [{ kind: 'reset', probability: 0.1 }]],
    ['time-outs', [{ kind: 'timeout', probability: 0.1, times: 12 }]],
    [
      'failures, stored and not',
      [
        { kind: 'stored_500', method: 'POST', probability: 0.4 },
        { kind: 'status', status: 500, probability: 0.1 },
      ],
    ],
  ]
  it.each(storms)('in a storm of %s has one effect each', async (_, faults) => {
    const stage = await aStage({ seed: broken, timeoutMs: 250 })
    const links = linksOf(stage.sandbox)
    const before = customerIds(stage.sandbox)
    await stage.audit()
    for (const fault of faults) stage.sandbox.control.addFault(fault)
    await stage.runAll()
    stage.sandbox.control.clearFaults()
    await expectEndsWell(stage, links, before)
  })
})
