import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { Change, RequestEntry } from '#contract'
import { client, rpc } from '../../../rpc.ts'

const PAGE = 200
const firstPage: number | undefined = undefined

const pageOf = (cursor: number | undefined) => ({
  limit: PAGE,
  ...(cursor !== undefined && { cursor }),
})

/** The audit trail, newest first. */
export function useTrail() {
  return useInfiniteQuery(
    rpc.activity.changes.infiniteOptions({
      input: pageOf,
      initialPageParam: firstPage,
      // Comparing thousands of rows with themselves at each page costs more than drawing the forty in sight.
      structuralSharing: false,
      getNextPageParam: ({ next }) => next ?? undefined,
      select: ({ pages }): Change[] => pages.flatMap(({ items }) => items),
    }),
  )
}

/** Calls to Stripe, newest first. */
export function useRequests() {
  return useInfiniteQuery(
    rpc.activity.requests.infiniteOptions({
      input: pageOf,
      initialPageParam: firstPage,
      structuralSharing: false,
      getNextPageParam: ({ next }) => next ?? undefined,
      select: ({ pages }): RequestEntry[] => pages.flatMap(({ items }) => items),
    }),
  )
}

/** Recomputes the chain of hashes over the whole trail, when asked. */
export function useVerify() {
  return useMutation({ mutationFn: () => client.activity.verify() })
}
