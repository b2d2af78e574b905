import type { LockReason, ProfileId } from '#contract'
import { ProfileLockedError, type ProfileRow } from '../../accounts/index.ts'
import { type Connection, connect } from '../profiles.ts'
import type { Workspace } from '../workspace.ts'

/** Which kept profiles have no key now, and the way to Stripe for those that have one. */
export function createLocks(workspace: Workspace) {
  const { keys, accounts, hub } = workspace
  const locked = new Map<ProfileId, LockReason>()

  function lock(id: ProfileId, reason: LockReason): ProfileLockedError {
    locked.set(id, reason)
    hub.changed('workspace')
    return new ProfileLockedError(reason)
  }

  return {
    /** As far as it is known without asking the key ring. */
    reasonOf({ id, keyIn }: ProfileRow): LockReason | undefined {
      if (keys.isInMemory(id)) return undefined
      return locked.get(id) ?? (keyIn === 'run' ? 'run_ended' : undefined)
    },

    clear(id: ProfileId): void {
      if (locked.delete(id)) hub.changed('workspace')
    },

    /** Gets the key, and uses it only where it is one of this account. @throws ProfileLockedError */
    async connectTo({ id, account, keyIn, apiBase }: ProfileRow): Promise<Connection> {
      const found = await keys.find(id, keyIn)
      if (found.kind === 'none') throw lock(id, found.reason)
      const { secretKey } = found
      if (accounts.known({ secretKey })?.id !== account) throw lock(id, 'changed')
      this.clear(id)
      return connect(workspace, { secretKey, apiBase: apiBase ?? undefined })
    },
  }
}
export type Locks = ReturnType<typeof createLocks>
