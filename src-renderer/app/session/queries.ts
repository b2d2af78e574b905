import { ORPCError } from '@orpc/client'
import { QueryClient } from '@tanstack/react-query'

/** An answer, even a refusal, is an answer; only a lost connection is worth asking again. */
function mayComeBack(failures: number, error: Error): boolean {
  return !(error instanceof ORPCError) && failures < 5
}

/** Nothing grows old by itself: notices of change say what is stale. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: mayComeBack,
        retryDelay: (failures) => Math.min(250 * 2 ** failures, 4_000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
