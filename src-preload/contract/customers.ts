import { z } from 'zod'
import { entry } from './base.ts'
import { Millis, ProfileId, UserId } from './ids.ts'
import { Finding, LinkState } from './link.ts'
import { Money } from './money.ts'

/** A user of the directory with what the last audit knew of the link. `state` is null before any audit. */
export const CustomerRow = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  companyId: z.string().nullable(),
  storedId: z.string().nullable(),
  state: LinkState.nullable(),
  findings: z.array(Finding),
  /** The open case of this link. */
  case: z.number().int().nullable(),
  subscriptionStatus: z.string().nullable(),
  mrr: z.array(Money),
})
export type CustomerRow = z.infer<typeof CustomerRow>

/** What Stripe holds under the stored id, as the mirror knows it; a deleted one keeps its last body. */
export const StripeSide = z.object({
  customerId: z.string(),
  deleted: z.boolean(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  created: Millis,
  balance: Money.nullable(),
  ownerUserId: z.string().nullable(),
  asOf: Millis,
})
export type StripeSide = z.infer<typeof StripeSide>

export const SubscriptionView = z.object({
  id: z.string(),
  customerId: z.string(),
  status: z.string(),
  product: z.string(),
  amount: Money.nullable(),
  interval: z.string().nullable(),
  currentPeriodEnd: Millis.nullable(),
  canceledAt: Millis.nullable(),
  mrr: z.array(Money),
})
export type SubscriptionView = z.infer<typeof SubscriptionView>

export const CardView = z.object({
  id: z.string(),
  brand: z.string(),
  last4: z.string(),
  expMonth: z.number().int(),
  expYear: z.number().int(),
})
export type CardView = z.infer<typeof CardView>

/** One thing that happened, for the time line; the renderer makes the sentence. */
export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('invoice'),
    at: Millis,
    invoiceId: z.string(),
    number: z.string().nullable(),
    status: z.string(),
    total: Money,
    attempted: z.boolean(),
  }),
  z.object({
    kind: z.literal('subscription'),
    at: Millis,
    subscriptionId: z.string(),
    event: z.enum(['started', 'canceled']),
    product: z.string(),
  }),
  z.object({
    kind: z.literal('customer'),
    at: Millis,
    customerId: z.string(),
    event: z.enum(['created', 'found_deleted']),
  }),
  z.object({
    kind: z.literal('link'),
    at: Millis,
    action: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    requestId: z.string().nullable(),
  }),
])
export type TimelineItem = z.infer<typeof TimelineItem>

export const CustomerPage = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string(),
    isVerified: z.boolean().nullable(),
    createdAt: Millis.nullable(),
    companyId: z.string().nullable(),
    companyName: z.string().nullable(),
  }),
  storedId: z.string().nullable(),
  state: LinkState.nullable(),
  findings: z.array(Finding),
  case: z.number().int().nullable(),
  /** When the link was last examined. */
  checkedAt: Millis.nullable(),
  stripe: StripeSide.nullable(),
  subscriptions: z.array(SubscriptionView),
  timeline: z.array(TimelineItem),
})
export type CustomerPage = z.infer<typeof CustomerPage>

const userErrors = { USER_UNKNOWN: { message: 'The directory has no such user.' } }

export const customersContract = {
  list: entry
    .input(
      z.object({
        profile: ProfileId,
        /** Part of a name or e-mail, or a whole id of a user or customer. */
        query: z.string().max(500).optional(),
        /** Only links in this state, as the last audit knew them. */
        state: LinkState.optional(),
        limit: z.number().int().min(1).max(200).default(100),
        cursor: z.string().optional(),
      }),
    )
    .output(z.object({ items: z.array(CustomerRow), next: z.string().nullable() })),
  show: entry
    .input(z.object({ profile: ProfileId, user: UserId }))
    .output(CustomerPage)
    .errors(userErrors),
  /** Asked of Stripe when a customer is opened: cards have no account-wide list. */
  cards: entry
    .input(z.object({ profile: ProfileId, customerId: z.string() }))
    .output(z.object({ items: z.array(CardView) })),
}
