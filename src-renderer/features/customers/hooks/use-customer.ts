import { skipToken, useQuery } from '@tanstack/react-query'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

/** One user with both sides of the link, from the mirror. */
export function useCustomer(user: string) {
  const { profile } = useSession()
  return useQuery(rpc.customers.show.queryOptions({ input: { profile: profile.id, user } }))
}

/** The customer's cards, asked of Stripe now; idle while there is no live customer. */
export function useCards(customerId: string | null) {
  const { profile } = useSession()
  return useQuery(
    rpc.customers.cards.queryOptions({
      input: customerId === null ? skipToken : { profile: profile.id, customerId },
    }),
  )
}
