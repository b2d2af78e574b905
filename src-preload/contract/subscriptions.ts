import { z } from 'zod'
import { entry } from './base.ts'
import { SubscriptionView } from './customers.ts'
import { Millis, ProfileId } from './ids.ts'

/** A subscription with the user who links to its customer; null where nobody does. */
export const SubscriptionItem = SubscriptionView.extend({
  created: Millis,
  user: z.object({ id: z.string(), name: z.string().nullable(), email: z.string() }).nullable(),
})
export type SubscriptionItem = z.infer<typeof SubscriptionItem>

export const subscriptionsContract = {
  /** Newest first, as the mirror knows them. */
  list: entry
    .input(
      z.object({
        profile: ProfileId,
        /** Only in this status, in Stripe's word. */
        status: z.string().max(50).optional(),
        /** Only of this price. */
        price: z.string().max(200).optional(),
        limit: z.number().int().min(1).max(200).default(100),
        /** `next` of the page before. */
        cursor: z.string().optional(),
      }),
    )
    .output(z.object({ items: z.array(SubscriptionItem), next: z.string().nullable() })),
  /** How many there are of each status that occurs, most first. */
  counts: entry
    .input(z.object({ profile: ProfileId }))
    .output(
      z.object({ items: z.array(z.object({ status: z.string(), count: z.number().int() })) }),
    ),
}
