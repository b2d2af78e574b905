import { userInfo } from 'node:os'
import type { ProfileId, ProfileView } from '#contract'
import type { Actor } from '../recovery/index.ts'
import type { KeptProfiles } from './kept/index.ts'
import type { Loan } from './profile-desk.ts'
import type { OpenProfile } from './profiles.ts'
import { isWatchOnly } from './watch-only.ts'
import type { Workspace } from './workspace.ts'

/** Who calls: `page` is a browser's page, `socket` another process of the same user, `in_process` this one. */
export interface Caller {
  readonly host: 'browser' | 'terminal'
  readonly transport: 'in_process' | 'socket' | 'page'
}

/** One connection, and the profiles that it may use. */
export interface Session {
  readonly actor: Actor
  find(id: ProfileId): OpenProfile | undefined
  /** As it is now, open or not. */
  show(id: ProfileId): ProfileView | undefined
  profiles(): ProfileView[]
  /** Opens a kept one; nothing else needs it. @throws ProfileLockedError, GatewayError */
  open(id: ProfileId): Promise<void>
  /** For as long as the connection lasts. */
  add(loan: Loan): ProfileView
  end(): void
}

export function createSession(
  workspace: Workspace,
  shared: ReadonlyMap<string, OpenProfile>,
  kept: KeptProfiles,
  { host, transport }: Caller,
): Session {
  const own = new Map<string, OpenProfile>()
  const loans: Loan[] = []
  let ended = false
  const view = ({ view, account, environment }: OpenProfile): ProfileView => {
    const watchOnly = isWatchOnly(workspace, environment, account.id)
    return { ...view, watchOnly, locked: null }
  }
  const given = (id: ProfileId) => own.get(id) ?? shared.get(id)
  return {
    actor: { user: userInfo().username, host, transport },
    find: (id) => given(id) ?? kept.find(id),
    show(id) {
      const profile = given(id)
      return profile === undefined ? kept.views.find(id) : view(profile)
    },
    profiles: () => [...[...shared.values(), ...own.values()].map(view), ...kept.views.all()],
    open: kept.open,
    add(loan) {
      const { profile } = loan
      own.set(profile.view.id, profile)
      loans.push(loan)
      // Whoever has gone while the account was asked for needs no profile any more.
      if (ended) loan.release()
      return view(profile)
    },
    end() {
      ended = true
      own.clear()
      for (const loan of loans) loan.release()
    },
  }
}
