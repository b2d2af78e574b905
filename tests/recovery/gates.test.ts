import { describe, expect, it } from 'vitest'
import { type JobId, type JobOutcome, UserId } from '#contract'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import type { Console } from '../support/console.ts'
import { peopleOf } from '../support/people.ts'

/** A live profile at observe, with ten healthy links and one whose customer was deleted (user 11). */
async function aLiveConsole() {
  const sandbox = await aSandbox()
  const key = sandbox.liveSecretKey
  const csv = await peopleOf(sandbox, key, { healthy: 10, lost: 1 })
  const { url } = sandbox
  const live = await aConsole({ home: aHome(), url, key, csv, sandbox: false })
  await live.audit()
  sandbox.control.resetRequests()
  return { ...live, sandbox, writes: () => sandbox.control.requests().writes }
}

async function outcomeOf({ client }: Console, { job }: { job: JobId }): Promise<JobOutcome | null> {
  let outcome: JobOutcome | null = null
  for await (const view of await client.jobs.watch({ job })) outcome = view.outcome
  return outcome
}

const lost = UserId.parse('11')
const healthy = UserId.parse('1')
const name = 'Sandbox empty'

describe('a live profile', () => {
  it('starts at observe: a repair is refused, and its preview is not', async () => {
    const live = await aLiveConsole()
    const profile = live.profile.view.id
    const { recovery } = live.client
    expect(live.profile.view.gate).toBe('observe')
    for (const consent of [{}, { yes: true }, { unlock: 'Another', yes: true }, { unlock: name }]) {
      await expect(recovery.run({ profile, all: true, ...consent })).rejects.toMatchObject({
        code: 'GATE',
        data: { gate: 'observe' },
      })
      expect(await recovery.ensure({ profile, user: lost, ...consent })).toMatchObject({
        outcome: 'refused',
        reason: 'gate',
      })
    }
    const preview = await outcomeOf(live, await recovery.run({ profile, all: true, dryRun: true }))
    expect(preview).toMatchObject({ kind: 'run', result: { dryRun: true, creates: 1 } })
    expect(live.writes()).toBe(0)
  })

  it("repairs what a person confirms with the account's name and a yes", async () => {
    const live = await aLiveConsole()
    const profile = live.profile.view.id
    const consent = { unlock: name, yes: true }
    const started = await live.client.recovery.run({ profile, all: true, ...consent })
    expect(await outcomeOf(live, started)).toMatchObject({ result: { recovered: 1 } })
    expect(live.writes()).toBe(1)
    // It was for that command only.
    await expect(live.client.recovery.run({ profile, all: true })).rejects.toMatchObject({
      code: 'GATE',
    })
  })

  it('asks before it makes a portal link, and repairs none for it unasked', async () => {
    const live = await aLiveConsole()
    const profile = live.profile.view.id
    const { portal } = live.client.billing
    await expect(portal({ profile, user: healthy })).rejects.toMatchObject({
      code: 'GATE',
      data: { needs: 'yes' },
    })
    await expect(portal({ profile, user: lost, yes: true })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: 'gate' },
    })
    expect(live.writes()).toBe(0)
    expect(await portal({ profile, user: healthy, yes: true })).toMatchObject({
      url: expect.stringContaining('/p/session/'),
    })
    expect(live.writes()).toBe(1)
  })
})
