import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use } from 'react'
import type { Outputs, ProfileView } from '#contract'
import { rpc } from '../../rpc.ts'

export type Workspace = Outputs['workspace']['show']

export interface Session {
  readonly workspace: Workspace
  readonly profile: ProfileView
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ value, children }: { value: Session; children: ReactNode }) {
  return <SessionContext value={value}>{children}</SessionContext>
}

/** The workspace and the profile in view. Every screen has them: the shell shows none without. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('A screen was drawn outside the shell.')
  return session
}

/** The workspace, and the profile that the address names, else the first. */
export function useWorkspace() {
  const wanted = useSearch({ strict: false, select: (search) => search.profile })
  return useQuery(
    rpc.workspace.show.queryOptions({
      select: (workspace) => ({
        workspace,
        profile: workspace.profiles.find(({ id }) => id === wanted) ?? workspace.profiles[0],
      }),
    }),
  )
}
