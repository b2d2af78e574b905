import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

/** How many cases stand on the overview; the rest is in Recovery. */
const TOP = 7

/** The cases with the most money. */
export function useTopCases() {
  const { profile } = useSession()
  return useQuery(
    rpc.recovery.list.queryOptions({
      input: { profile: profile.id, view: 'needs_you', limit: TOP },
      select: ({ items }) => items,
    }),
  )
}

/** Whether Stripe answers. */
export function useHealth() {
  const { profile } = useSession()
  return useQuery(rpc.overview.health.queryOptions({ input: { profile: profile.id } }))
}

/** How many subscriptions there are of each status, most first. */
export function useStatusCounts() {
  const { profile } = useSession()
  return useQuery(
    rpc.subscriptions.counts.queryOptions({
      input: { profile: profile.id },
      select: ({ items }) => items,
    }),
  )
}
