import { userInfo } from 'node:os'
import type { ProfileId, ProfileView } from '#contract'
import type { Actor } from '../recovery/index.ts'
import type { Loan } from './profile-desk.ts'
import type { OpenProfile } from './profiles.ts'
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
  profiles(): ProfileView[]
  /** For as long as the connection lasts. */
  add(loan: Loan): ProfileView
  end(): void
}

export function createSession(
  workspace: Workspace,
  shared: ReadonlyMap<string, OpenProfile>,
  { host, transport }: Caller,
): Session {
  const own = new Map<string, OpenProfile>()
  const loans: Loan[] = []
  let ended = false
  const view = ({ view, account, environment }: OpenProfile): ProfileView => {
    const bound = workspace.bindings.of(environment)
    return { ...view, watchOnly: bound !== undefined && bound !== account.id }
  }
  return {
    actor: { user: userInfo().username, host, transport },
    find: (id) => own.get(id) ?? shared.get(id),
    profiles: () => [...shared.values(), ...own.values()].map(view),
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
