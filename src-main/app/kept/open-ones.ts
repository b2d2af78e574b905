import type { ProfileId } from '#contract'
import type { ProfileRow } from '../../accounts/index.ts'
import { type OpenProfile, openConnected } from '../profiles.ts'
import type { Workspace } from '../workspace.ts'
import type { Locks } from './locks.ts'

/** The kept profiles that a call was about in this run. */
export function createOpenOnes(workspace: Workspace, locks: Locks) {
  const { profiles } = workspace
  const opening = new Map<ProfileId, Promise<OpenProfile>>()
  const open = new Map<ProfileId, OpenProfile>()

  async function openRow(row: ProfileRow): Promise<OpenProfile> {
    const { id, account } = row
    const face = () => {
      // A job of a profile that was removed works on to the end of its step.
      const { label, accountName } = profiles.find(id) ?? row
      return { id, label, sandbox: false, account: { id: account, name: accountName } }
    }
    return openConnected(workspace, await locks.connectTo(row), face)
  }

  return {
    find: (id: ProfileId): OpenProfile | undefined => open.get(id),

    /** Does nothing for what is not kept. @throws ProfileLockedError, GatewayError */
    async open(id: ProfileId): Promise<void> {
      const row = profiles.find(id)
      if (row === undefined || open.has(id)) return
      const mine = opening.get(id) ?? openRow(row)
      opening.set(id, mine)
      try {
        const profile = await mine
        // It may have been removed, or given another key, meanwhile.
        if (opening.get(id) === mine) open.set(id, profile)
      } finally {
        if (opening.get(id) === mine) opening.delete(id)
      }
    },

    /** The next call about it opens it again, if it is still kept. */
    close(id: ProfileId): void {
      opening.delete(id)
      open.delete(id)
    },
  }
}
export type OpenOnes = ReturnType<typeof createOpenOnes>
