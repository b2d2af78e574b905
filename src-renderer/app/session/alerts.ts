import { useQuery } from '@tanstack/react-query'
import { rpc } from '../../rpc.ts'

/** Open alerts, newest first. */
export function useAlerts() {
  return useQuery(
    rpc.alerts.list.queryOptions({
      select: ({ items }) => items.filter(({ resolvedAt }) => resolvedAt === null),
    }),
  )
}
