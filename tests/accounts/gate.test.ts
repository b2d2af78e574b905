import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Gate, JobId, JobOutcome, ProfileId } from '#contract'
import { UserId } from '#contract'
import { aHome, aSandbox } from '../support/afterwards.ts'
import { peopleOf } from '../support/people.ts'
import { aKeyRing, aRun } from './support.ts'

const name = 'Sandbox empty'
const minute = 60_000

/** A kept live profile, ten healthy links and one that is broken, and a clock that only a test moves. */
async function aLiveProfile() {
  const sandbox = await aSandbox()
  const home = aHome()
  const keyRing = aKeyRing()
  const moved = { by: 0 }
  const clock = () => Date.now() + moved.by
  const open = () => aRun({ home, url: sandbox.url, keyRing, clock })
  const run = open()
  const csv = await peopleOf(sandbox, sandbox.liveSecretKey, { healthy: 10, lost: 1 })
  writeFileSync(join(home, 'people.csv'), csv)
  await run.workspace.directory.importCsv({ file: join(home, 'people.csv') })
  const { id } = await run.client.accounts.add({ secretKey: sandbox.liveSecretKey })
  const later = (minutes: number) => {
    moved.by += minutes * minute
  }
  const gate = async (client = run.client) =>
    (await client.workspace.show()).profiles.find((one) => one.id === id)?.gate
  return { ...run, id, sandbox, later, gate, open }
}
type Live = Awaited<ReturnType<typeof aLiveProfile>>

async function outcomeOf({ client }: Live, { job }: { job: JobId }): Promise<JobOutcome | null> {
  let outcome: JobOutcome | null = null
  for await (const view of await client.jobs.watch({ job })) outcome = view.outcome
  return outcome
}

const raise = ({ client }: Live, profile: ProfileId, gate: Gate, accountName?: string) =>
  client.accounts.raiseGate({ profile, gate, ...(accountName !== undefined && { accountName }) })

const lost = UserId.parse('11')

describe('the gate of a live profile', () => {
  it.each([undefined, '', 'Another', 'sandbox empty'])(
    'is not raised by %j in place of the name of the account',
    async (typed) => {
      const live = await aLiveProfile()
      await expect(raise(live, live.id, 'open', typed)).rejects.toMatchObject({
        code: 'GATE',
        data: { needs: 'unlock', accountName: name, gate: 'observe' },
      })
      expect(await live.gate()).toBe('observe')
    },
  )

  it('at confirm asks for a yes, and at open for nothing', async () => {
    const live = await aLiveProfile()
    const { client, id } = live
    const profile = id
    await outcomeOf(live, await client.recovery.audit({ profile }))
    expect(await raise(live, id, 'confirm', name)).toMatchObject({ gate: 'confirm' })
    await expect(client.recovery.run({ profile, all: true })).rejects.toMatchObject({
      code: 'GATE',
      data: { gate: 'confirm', needs: 'yes' },
    })
    expect(await client.recovery.ensure({ profile, user: lost })).toMatchObject({ reason: 'gate' })

    expect(await raise(live, id, 'open', ` ${name} `)).toMatchObject({ gate: 'open' })
    const run = await outcomeOf(live, await client.recovery.run({ profile, all: true }))
    expect(run).toMatchObject({ kind: 'run', result: { recovered: 1 } })
  })

  it('is the same for every connection, and each is told', async () => {
    const live = await aLiveProfile()
    const other = live.connect()
    const abort = new AbortController()
    const changes = await other.workspace.changes(undefined, { signal: abort.signal })
    for await (const { topics } of changes) {
      if (topics.length === 0) await raise(live, live.id, 'confirm', name)
      if (topics.includes('workspace')) break
    }
    abort.abort()
    expect(await live.gate(other)).toBe('confirm')
  })

  it('falls back after half an hour in which nobody used it', async () => {
    const live = await aLiveProfile()
    await raise(live, live.id, 'open', name)
    live.later(29)
    expect(await live.gate()).toBe('open')
    await live.client.billing.portal({ profile: live.id, user: UserId.parse('1') })
    live.later(29)
    expect(await live.gate()).toBe('open')
    live.later(2)
    expect(await live.gate()).toBe('observe')
    await expect(live.client.recovery.run({ profile: live.id, all: true })).rejects.toMatchObject({
      code: 'GATE',
    })
  })

  it('falls back when Relink ends, and when a person lowers it', async () => {
    const live = await aLiveProfile()
    await raise(live, live.id, 'open', name)
    const { client, id } = live
    expect(await client.accounts.lowerGate({ profile: id, gate: 'confirm' })).toMatchObject({
      gate: 'confirm',
    })
    expect(await client.accounts.lowerGate({ profile: id })).toMatchObject({ gate: 'observe' })
    const { items } = await client.activity.changes({ limit: 3 })
    expect(items.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['gate.lowered', 'confirm', 'observe'],
      ['gate.lowered', 'open', 'confirm'],
      ['gate.raised', 'observe', 'open'],
    ])

    await raise(live, id, 'open', name)
    await live.close()
    expect(await live.gate(live.open().client)).toBe('observe')
  })

  it('that is lowered meanwhile does not stop a run that a person has started', async () => {
    const live = await aLiveProfile()
    const { client, id: profile } = live
    await outcomeOf(live, await client.recovery.audit({ profile }))
    await raise(live, profile, 'open', name)
    const started = await client.recovery.run({ profile, all: true })
    await client.accounts.lowerGate({ profile })
    expect(await outcomeOf(live, started)).toMatchObject({ result: { recovered: 1 } })
    await expect(client.recovery.run({ profile, all: true })).rejects.toMatchObject({
      code: 'GATE',
    })
  })
})

describe('the gate of a test profile', () => {
  it('starts open, may be lowered, and is raised again without a name', async () => {
    const sandbox = await aSandbox()
    const { client } = aRun({ home: aHome(), url: sandbox.url, keyRing: aKeyRing() })
    const { id, gate } = await client.accounts.add({ secretKey: sandbox.secretKey })
    expect(gate).toBe('open')
    expect(await client.accounts.lowerGate({ profile: id })).toMatchObject({
      gate: 'observe',
      raisedUntil: null,
    })
    expect(await client.accounts.raiseGate({ profile: id, gate: 'open' })).toMatchObject({
      gate: 'open',
    })
  })
})

describe('a standing consent', () => {
  it('is given in a raised live profile, shown, and revoked, each written down', async () => {
    const live = await aLiveProfile()
    const { client, id: profile } = live
    const terms = { profile, state: 'deleted', dailyCap: 20 } as const
    await expect(client.accounts.giveConsent(terms)).rejects.toMatchObject({
      code: 'GATE',
      data: { needs: 'unlock', accountName: name },
    })
    await raise(live, profile, 'confirm', name)
    const given = await client.accounts.giveConsent(terms)
    expect(given).toMatchObject({ ...terms, revokedAt: null, revokedBy: null })
    expect(await client.accounts.consents({ profile })).toEqual({ items: [given] })

    // To take a leave back needs no gate.
    await client.accounts.lowerGate({ profile })
    const revoked = await client.accounts.revokeConsent({ profile, consent: given.id })
    expect(revoked).toMatchObject({ id: given.id, revokedAt: expect.any(Number) })
    await client.accounts.revokeConsent({ profile, consent: given.id })
    expect(await client.accounts.consents({ profile })).toEqual({ items: [revoked] })
    const { items } = await client.activity.changes({})
    expect(items.filter(({ action }) => action.startsWith('consent.'))).toMatchObject([
      { action: 'consent.revoked', detail: 'deleted, at most 20 a day' },
      { action: 'consent.given', detail: 'deleted, at most 20 a day', environment: 'live' },
    ])
  })

  it('takes the place of an earlier one for the same state', async () => {
    const live = await aLiveProfile()
    const { client, id: profile } = live
    await raise(live, profile, 'open', name)
    await client.accounts.giveConsent({ profile, state: 'deleted', dailyCap: 20 })
    await client.accounts.giveConsent({ profile, state: 'missing', dailyCap: 5 })
    await client.accounts.giveConsent({ profile, state: 'deleted', dailyCap: 3 })
    const { items } = await client.accounts.consents({ profile })
    expect(items.map(({ state, dailyCap, revokedAt }) => [state, dailyCap, revokedAt])).toEqual([
      ['deleted', 3, null],
      ['missing', 5, null],
      ['deleted', 20, expect.any(Number)],
    ])
  })

  it('ends with its profile, and survives a restart', async () => {
    const live = await aLiveProfile()
    const { id: profile } = live
    await raise(live, profile, 'open', name)
    await live.client.accounts.giveConsent({ profile, state: 'deleted', dailyCap: 20 })
    await live.close()
    const { client } = live.open()
    const { items } = await client.accounts.consents({ profile })
    expect(items).toMatchObject([{ state: 'deleted', revokedAt: null }])

    await client.accounts.remove({ profile })
    expect((await client.activity.changes({})).items.slice(0, 2)).toMatchObject([
      { action: 'profile.removed' },
      { action: 'consent.revoked' },
    ])
  })

  it('is not for test, where policy decides, nor for less than one a day', async () => {
    const sandbox = await aSandbox()
    const { client } = aRun({ home: aHome(), url: sandbox.url, keyRing: aKeyRing() })
    const { id: profile } = await client.accounts.add({ secretKey: sandbox.secretKey })
    await expect(
      client.accounts.giveConsent({ profile, state: 'deleted', dailyCap: 1 }),
    ).rejects.toMatchObject({ code: 'NOT_LIVE' })
    await expect(
      client.accounts.giveConsent({ profile, state: 'deleted', dailyCap: 0 }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
