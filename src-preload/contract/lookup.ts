import { z } from 'zod'
import { entry } from './base.ts'
import { ProfileId } from './ids.ts'

/** Something of Stripe's that an id names, and where a person goes with it. */
export const Hit = z.object({
  kind: z.enum(['customer', 'subscription', 'invoice', 'price']),
  id: z.string(),
  /** What it is in a few words: a plan, an invoice's number, a customer's name. */
  what: z.string(),
  /** Whose page shows it: who links to its customer, else whom the customer names. */
  user: z.object({ id: z.string(), name: z.string().nullable(), email: z.string() }).nullable(),
  /** The open case of a customer that nobody links to. */
  case: z.number().int().nullable(),
})
export type Hit = z.infer<typeof Hit>

export const lookupContract = {
  /** What the mirror knows under a whole id: `cus_ sub_ in_ price_ prod_` (a product's prices). Empty where it knows none. */
  find: entry
    .input(z.object({ profile: ProfileId, id: z.string().max(500) }))
    .output(z.object({ items: z.array(Hit) })),
}
