import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { CustomerRow, LinkState } from '#contract'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

const PAGE = 200
const firstPage: string | undefined = undefined

/** The users that match, page after page; while a new question is asked the old answer stays. */
export function useCustomers(query: string, state: LinkState | undefined) {
  const { profile } = useSession()
  return useInfiniteQuery(
    rpc.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        profile: profile.id,
        limit: PAGE,
        ...(query !== '' && { query }),
        ...(state !== undefined && { state }),
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: firstPage,
      // Comparing thousands of rows with themselves at each page costs more than drawing the forty in sight.
      structuralSharing: false,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
      select: ({ pages }): CustomerRow[] => pages.flatMap(({ items }) => items),
    }),
  )
}
