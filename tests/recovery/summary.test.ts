import { expect, it } from 'vitest'
import type { JobId } from '#contract'
import { aStage } from '../support/afterwards.ts'
import type { Console } from '../support/console.ts'

/** Starts a job by its contract call and waits for its end. */
async function done({ client }: Console, started: Promise<{ job: JobId }>) {
  const { job } = await started

  for await (const view of await client.jobs.watch({ job })) {
    if (view.state !== 'running') return view
  }
  throw new Error('The job ended without saying so.')
}

it('says why nothing may be written until a released run was let write', async () => {
  const stage = await aStage({ seed: { users: 40, counts: { missing_alone: 10 } } })
  const { client } = stage
  const profile = stage.profile.view.id
  const refused = async () => (await client.recovery.summary({ profile })).refused

  await done(stage, client.recovery.audit({ profile }))
  const held = await refused()
  expect(held).toMatchObject({ reason: 'held' })

  await done(stage, client.recovery.run({ profile, all: true }))
  expect(await refused()).toEqual(held)

  const release = held?.code ?? ''
  await done(stage, client.recovery.run({ profile, all: true, release }))
  expect(await refused()).toBeNull()
})
