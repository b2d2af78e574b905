import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CaseId, CustomerId, UserId } from '#contract'
import type { WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aStage } from '../support/afterwards.ts'

type Stage = Awaited<ReturnType<typeof aStage>>

const seed: WorldOptions = { users: 30, counts: { deleted_alone: 2, deleted_with_candidate: 2 } }

/** Starts a run by its contract call and waits for its end. */
async function run(stage: Stage, input: { case?: CaseId; all?: boolean; planHash?: string }) {
  const { client, profile } = stage
  const { job } = await client.recovery.run({ profile: profile.view.id, ...input })
  for await (const view of await client.jobs.watch({ job })) {
    if (view.outcome?.kind === 'run') return view.outcome.result
  }
  throw new Error('The run ended without a result.')
}

/** What the application itself does at a sign-up: a customer with the user's id. */
async function signUp(stage: Stage, user: string, email?: string): Promise<string> {
  const body = new URLSearchParams({ 'metadata[user_id]': user, ...(email && { email }) })
  const headers = {
    Authorization: `Bearer ${stage.sandbox.secretKey}`,
    'Idempotency-Key': randomUUID(),
  }
  const answer = await fetch(`${stage.sandbox.url}/v1/customers`, { method: 'POST', body, headers })
  return z.object({ id: CustomerId }).parse(await answer.json()).id
}

function userWho(stage: Stage, situation: string): string {
  return stage.sandbox.truth().find((one) => one.situation === situation)?.user ?? ''
}

describe('absence', () => {
  it('is not proven by a mirror that is a minute old', async () => {
    const stage = await aStage({ seed })
    await stage.audit()
    const user = userWho(stage, 'deleted_alone')
    await signUp(stage, user)
    stage.sandbox.control.resetRequests()
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'review' })
    expect(stage.writes()).toBe(0)
  })
})

describe('a choice', () => {
  it('is refused when somebody came up since it was made', async () => {
    const stage = await aStage({ seed })
    await stage.audit()
    const user = userWho(stage, 'deleted_alone')
    const found = await stage.workspace.directory.find(UserId.parse(user))
    const row = stage.workspace.cases.unendedOf(stage.bench, { userId: user, orphanId: null })
    await signUp(stage, user, found?.email)
    stage.sandbox.control.resetRequests()
    const result = await stage.runAll({ choice: { kind: 'create' }, planHash: row?.planHash })
    expect(result.items.find((item) => item.userId === user)).toMatchObject({ outcome: 'conflict' })
  })

  it('is for one case, never for all', async () => {
    const stage = await aStage({ seed })
    const { client, profile } = stage
    const asked = { profile: profile.view.id, all: true, choice: { kind: 'create' } } as const
    await expect(client.recovery.run(asked)).rejects.toMatchObject({ code: 'WHAT' })
  })
})

describe('a case that has ended', () => {
  it('keeps its outcome through two runs at once', async () => {
    const stage = await aStage({ seed })
    await stage.audit()
    const [one, two] = await Promise.all([run(stage, { all: true }), run(stage, { all: true })])
    expect(one.recovered + two.recovered).toBe(4)
    expect(stage.workspace.cases.count(stage.bench, ['recovered'])).toBe(4)
  })

  it('is not run again', async () => {
    const stage = await aStage({ seed })
    await stage.audit()
    const done = await run(stage, { all: true })
    const [item] = done.items.filter(({ outcome }) => outcome === 'recovered')
    stage.sandbox.control.resetRequests()
    const again = await run(stage, { case: item?.case as CaseId })
    expect(again).toMatchObject({ unchanged: 1, recovered: 0 })
    expect(stage.writes()).toBe(0)
  })
})

describe('a refused creation', () => {
  it('leaves the case to be decided anew', async () => {
    const stage = await aStage({ seed })
    await stage.audit()
    const user = userWho(stage, 'deleted_alone')
    stage.sandbox.control.deny(stage.sandbox.secretKey, ['customer_write'])
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused' })
    stage.sandbox.control.deny(stage.sandbox.secretKey, [])
    const found = await stage.workspace.directory.find(UserId.parse(user))
    const own = await signUp(stage, user, found?.email)
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'relinked', customerId: own })
  })
})

describe('a refused audit', () => {
  it('claims nothing about links that nobody looked at', async () => {
    const stage = await aStage({ seed, key: 'sk_test_another', home: aHome() })
    const { client, profile } = stage
    const { job } = await client.recovery.audit({ profile: profile.view.id })
    for await (const view of await client.jobs.watch({ job })) if (view.outcome) break
    const summary = await client.recovery.summary({ profile: profile.view.id })
    expect(summary).toMatchObject({ lastAuditAt: null, byState: {} })
    expect(summary.refused).toMatchObject({ reason: 'wrong_account' })
    const rows = await client.customers.list({ profile: profile.view.id })
    expect(new Set(rows.items.map((row) => row.state))).toEqual(new Set([null]))
  })
})

describe('callers of ensure', () => {
  it('share a result only where they ask by the same leave', async () => {
    const home = aHome()
    const stage = await aStage({ seed, home })
    const user = userWho(stage, 'deleted_alone')
    const { client, profile } = stage
    const ask = (yes: boolean) =>
      client.recovery.ensure({ profile: profile.view.id, user: UserId.parse(user), yes })
    const [one, two] = await Promise.all([ask(true), ask(false)])
    expect(one).toMatchObject({ outcome: 'created' })
    expect(two).toMatchObject({ outcome: 'linked', customerId: await stage.storedId(user) })
  })
})

describe('a dismissal', () => {
  it('waits until a repair that has begun is brought to its end', async () => {
    const sandboxStage = await aStage({ seed })
    const { sandbox, home } = sandboxStage
    await sandboxStage.audit()
    await sandboxStage.workspace.close()
    const onStep = (step: string) => {
      if (step === 'store') throw new Error('ended here')
    }
    const broken = await aConsole({ home, url: sandbox.url, key: sandbox.secretKey, onStep })
    const user = userWho(sandboxStage, 'deleted_alone')
    await expect(broken.ensure(user)).rejects.toThrow()
    const row = broken.workspace.cases.unendedOf(broken.bench, { userId: user, orphanId: null })
    expect(row?.status).toBe('failed')
    const dismissal = { case: row?.id as CaseId, reason: 'not now', until: null }
    const asked = broken.client.recovery.dismiss({ profile: broken.profile.view.id, ...dismissal })
    await expect(asked).rejects.toMatchObject({ code: 'CASE_BEGUN' })
  })
})

describe('an audit beside a Stripe that falls silent', () => {
  it('changes no case and opens none', async () => {
    const stage = await aStage({
      seed: { users: 60, counts: { missing_with_candidate: 9, several_one_pays: 2 }, orphans: 1 },
    })
    await stage.audit()
    const before = stage.workspace.cases.all(stage.bench, ['open'])
    stage.sandbox.control.addFault({ kind: 'status', status: 500, path: '/v1/' })
    const silent = await stage.audit()
    expect(silent).toMatchObject({ refused: { reason: 'unreachable' } })
    expect(stage.workspace.cases.all(stage.bench, ['open'])).toEqual(before)
  })
})

describe('a column of the other mode', () => {
  it('is held as a whole, also where some of its ids are missing', async () => {
    const stage = await aStage({ seed: { users: 30, counts: { wrong_mode: 8, missing_alone: 2 } } })
    await stage.audit()
    stage.sandbox.control.resetRequests()
    const held = await stage.runAll()
    expect(held).toMatchObject({ recovered: 0, held: 10, refused: { reason: 'held' } })
    expect(stage.writes()).toBe(0)
    const release = held.refused?.code ?? ''
    expect(await stage.runAll({ release })).toMatchObject({ recovered: 10, refused: null })
  })
})
