import { z } from 'zod'

/** Minor units of `currency` (cents; whole yen), as Stripe sends them. Never summed across currencies. */
export const Money = z.object({ minor: z.number().int(), currency: z.string().length(3) })
export type Money = z.infer<typeof Money>
