import { z } from 'zod'
import { Environment } from './ids.ts'

/** What a profile may write now (security.md's table). */
export const Gate = z.enum(['observe', 'confirm', 'open'])
export type Gate = z.infer<typeof Gate>

/** What the gateway can say about an answer Stripe did not give, or refused to give. */
export const StripeFailureKind = z.enum([
  'not_found',
  'wrong_mode',
  'auth',
  'permission',
  'rate_limited',
  'invalid',
  'conflict',
  'card',
  'unreachable',
  'stripe_down',
  'unsupported',
])
export type StripeFailureKind = z.infer<typeof StripeFailureKind>

/** The errors any call may end in; a call lists its own beside them. Messages are whole sentences for a person. */
export const commonErrors = {
  PROFILE_UNKNOWN: { message: 'There is no such profile.' },
  /** The key of this profile is not to be had: it must be entered again. The message says why. */
  PROFILE_LOCKED: { data: z.object({ reason: z.string() }) },
  STRIPE: {
    data: z.object({ kind: StripeFailureKind, requestId: z.string().nullable() }),
  },
  /** The home's files cannot be used: damaged, newer than this version, read-only, full. */
  STORAGE: { data: z.object({ file: z.string() }) },
}

export const gateErrors = {
  GATE: {
    data: z.object({
      environment: Environment,
      gate: Gate,
      /** What would let it through: a yes, or raising the gate by typing this name first. */
      needs: z.enum(['yes', 'unlock']),
      accountName: z.string(),
    }),
  },
}
