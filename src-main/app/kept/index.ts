import { ORPCError } from '@orpc/server'
import type { KeyRingTrouble, ProfileId, StandingConsent } from '#contract'
import type { ProfileRow } from '../../accounts/index.ts'
import type { Actor } from '../../recovery/index.ts'
import type { Workspace } from '../workspace.ts'
import { createKeptKeys } from './keys.ts'
import { createLocks } from './locks.ts'
import { createOpenOnes } from './open-ones.ts'
import { createViews } from './views.ts'

/**
 * The profiles that this home keeps, for every connection. None is opened before a call is about it: a start asks
 * neither the key ring nor Stripe.
 */
export function createKeptProfiles(workspace: Workspace, apiBase: string | undefined) {
  const { profiles, consents, trail, hub } = workspace
  const locks = createLocks(workspace)
  const views = createViews(workspace, locks)
  const openOnes = createOpenOnes(workspace, locks)
  const keys = createKeptKeys(workspace, { locks, openOnes, views, apiBase })

  /** Within a transaction. */
  function endConsent(
    { environment, account }: ProfileRow,
    consent: StandingConsent,
    actor: Actor,
  ) {
    if (consent.revokedAt !== null) return
    const detail = `${consent.state}, at most ${consent.dailyCap} a day`
    consents.revoke(consent.id, actor.user)
    trail.append({ actor, action: 'consent.revoked', environment, account, detail })
  }

  return {
    keys,
    views,
    open: openOnes.open,
    /** One that a call has opened. */
    find: openOnes.find,
    row: (id: ProfileId): ProfileRow | undefined => profiles.find(id),

    relabel(row: ProfileRow, label: string, actor: Actor): void {
      const { id, environment, account, label: before } = row
      const what = { environment, account, before, after: label }
      workspace.transact(() => {
        profiles.relabel(id, label)
        trail.append({ actor, action: 'profile.relabelled', ...what })
      })
      hub.changed('workspace', 'activity')
    },

    revoke(row: ProfileRow, consent: StandingConsent, actor: Actor): void {
      workspace.transact(() => endConsent(row, consent, actor))
      hub.changed('workspace', 'activity')
    },

    /** Its jobs stop after the step under way, and who is connected finds it gone. */
    async remove(row: ProfileRow, actor: Actor) {
      const { id, keyIn, label, keyHint, environment, account } = row
      const trouble = await workspace.keys.forget(id, keyIn)
      workspace.transact(() => {
        for (const consent of consents.of(id)) endConsent(row, consent, actor)
        profiles.remove(id)
        const what = { environment, account, detail: `${label} ${keyHint}` }
        trail.append({ actor, action: 'profile.removed', ...what })
      })
      openOnes.close(id)
      locks.clear(id)
      workspace.gates.forget(id)
      hub.changed('workspace', 'activity')
      return {
        keyRemains: trouble === null ? null : remains[trouble],
        jobsCancelled: cancelJobs(workspace, id),
      }
    },
  }
}
export type KeptProfiles = ReturnType<typeof createKeptProfiles>

/** @throws what the contract calls PROFILE_UNKNOWN */
export function keptRow(kept: KeptProfiles, id: ProfileId): ProfileRow {
  const row = kept.row(id)
  if (row !== undefined) return row
  throw new ORPCError('PROFILE_UNKNOWN', { message: 'There is no such kept profile.' })
}

function cancelJobs({ jobs }: Workspace, id: ProfileId): number {
  const running = jobs.list().filter((job) => job.profile === id && job.state === 'running')
  for (const job of running) jobs.cancel(job.id)
  return running.length
}

const where = 'Delete the entry of Relink there.'
const remains: Readonly<Record<KeyRingTrouble, string>> = {
  missing: `The key is still in the key ring of this system, which cannot be reached now. ${where}`,
  locked: `The key is still in the key ring of this system, which is locked. ${where}`,
  refused: `The key is still in the key ring of this system, which refused to delete it. ${where}`,
}
