import { useConnection } from './connection.ts'
import { useSession } from './workspace.tsx'

/** Why nothing may be written now, as a sentence; null when it may. The gate has its say in main, at each effect. */
export function useWriteLock(): string | null {
  const lost = useConnection(({ status }) => status !== 'connected')
  const { profile } = useSession()
  if (lost) return 'Locked until Relink’s core answers again.'
  if (profile.watchOnly) return 'Locked: this id column belongs to another account.'
  return null
}
