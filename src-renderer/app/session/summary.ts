import { useQuery } from '@tanstack/react-query'
import { rpc } from '../../rpc.ts'
import { useSession } from './workspace.tsx'

/** How the links of this profile stand, as the last audit and the cases since know it. */
export function useSummary() {
  const { profile } = useSession()
  return useQuery(rpc.recovery.summary.queryOptions({ input: { profile: profile.id } }))
}
