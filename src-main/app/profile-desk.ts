import { type GivenKey, type OpenProfile, openProfile } from './profiles.ts'
import type { Workspace } from './workspace.ts'

/** A profile that somebody uses, until they give it back. */
export interface Loan {
  readonly profile: OpenProfile
  release(): void
}

/**
 * Who comes with the same key shares one profile: one rate limit, one account, repairs resumed once. When the last has
 * gone, so has the key.
 */
export function createProfileDesk(workspace: Workspace) {
  const open = new Map<string, { readonly profile: Promise<OpenProfile>; users: number }>()

  return {
    /** @throws KeyError, GatewayError */
    async borrow(given: GivenKey): Promise<Loan> {
      const name = JSON.stringify(given)
      const shared = open.get(name) ?? { profile: openProfile(workspace, given), users: 0 }
      open.set(name, shared)
      shared.users += 1
      let lent = true
      const release = () => {
        if (!lent) return
        lent = false
        shared.users -= 1
        if (shared.users === 0 && open.get(name) === shared) open.delete(name)
      }
      try {
        return { profile: await shared.profile, release }
      } catch (error) {
        release()
        throw error
      }
    },
  }
}
export type ProfileDesk = ReturnType<typeof createProfileDesk>
