import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CaseItem } from '#contract'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'
import type { View } from '../groups.ts'

const PAGE = 1_000

/** All cases of a view, most money first: the first page at once, the others follow by themselves. */
export function useCases(view: View) {
  const { profile } = useSession()
  const query = useInfiniteQuery(
    rpc.recovery.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        profile: profile.id,
        view,
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: firstPage,
      getNextPageParam: ({ next }) => next ?? undefined,
      select: ({ pages }): CaseItem[] => pages.flatMap(({ items }) => items),
    }),
  )
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return query
}

const firstPage: string | undefined = undefined
