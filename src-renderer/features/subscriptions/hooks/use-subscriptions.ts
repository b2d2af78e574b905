import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { SubscriptionItem } from '#contract'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

const PAGE = 200
const firstPage: string | undefined = undefined

/** The subscriptions that match, page after page; while a new question is asked the old answer stays. */
export function useSubscriptions({ status, price }: { status: string; price: string }) {
  const { profile } = useSession()
  return useInfiniteQuery(
    rpc.subscriptions.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        profile: profile.id,
        limit: PAGE,
        ...(status !== '' && { status }),
        ...(price !== '' && { price }),
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: firstPage,
      // Comparing thousands of rows with themselves at each page costs more than drawing the forty in sight.
      structuralSharing: false,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
      select: ({ pages }): SubscriptionItem[] => pages.flatMap(({ items }) => items),
    }),
  )
}

/** The statuses that occur, with how many there are of each. */
export function useStatuses() {
  const { profile } = useSession()
  return useQuery(
    rpc.subscriptions.counts.queryOptions({
      input: { profile: profile.id },
      select: ({ items }) => items,
    }),
  )
}
