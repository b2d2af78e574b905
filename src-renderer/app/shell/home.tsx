import { Navigate } from '@tanstack/react-router'
import { useSession } from '../session/workspace.tsx'

/** Where a window opens: on what needs a look, and in the demo on the first thing to repair. */
export function Home() {
  const { workspace } = useSession()
  return <Navigate to={workspace.kind === 'demo' ? '/recovery' : '/overview'} replace />
}
