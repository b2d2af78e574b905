import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { CustomerRow, Hit } from '#contract'
import { rpc } from '../../rpc.ts'
import { useSession } from '../session/workspace.tsx'
import { isStripeId } from './items.ts'

/** How many people the palette offers. */
const PEOPLE = 8

export interface Found {
  readonly people: readonly CustomerRow[]
  readonly hits: readonly Hit[]
  /** The answer for what is typed now is still to come. */
  readonly busy: boolean
}

/** Who and what a text finds; while a new text is asked for the old answer stays. */
export function useFound(text: string): Found {
  const { profile } = useSession()
  const people = useQuery(
    rpc.customers.list.queryOptions({
      input: text === '' ? skipToken : { profile: profile.id, query: text, limit: PEOPLE },
      placeholderData: keepPreviousData,
    }),
  )
  const hits = useQuery(
    rpc.lookup.find.queryOptions({
      input: isStripeId(text) ? { profile: profile.id, id: text } : skipToken,
    }),
  )
  return {
    people: text === '' ? [] : (people.data?.items ?? []),
    hits: isStripeId(text) ? (hits.data?.items ?? []) : [],
    busy: text !== '' && (people.isPlaceholderData || people.isLoading || hits.isLoading),
  }
}
