import { ORPCError } from '@orpc/client'
import type { Gate, StripeFailureKind } from '#contract'

/** An error as a person reads it (look.md): what happened, what was kept, what to do. */
export interface Problem {
  readonly happened: string
  readonly kept: string
  readonly todo: string
  readonly code: string
  readonly requestId: string | null
}

const stripeTodo: Record<StripeFailureKind, string> = {
  not_found: 'Check the id in Stripe.',
  wrong_mode: 'Use the key of the other mode.',
  auth: 'Check the key of this profile.',
  permission: 'Give the key the missing right in Stripe.',
  rate_limited: 'Try again in a moment.',
  invalid: 'Look at the request in Stripe by its id.',
  conflict: 'Try again in a moment.',
  card: 'Ask the customer for another card.',
  unreachable: 'Check the network, then try again.',
  stripe_down: 'Try again in a moment.',
  unsupported: 'This account has no such feature.',
}

const todoByCode: Record<string, string> = {
  STORAGE: 'Look at the file in the home folder.',
  GATE: 'Raise the gate of this profile.',
  REFUSED: 'Solve that first.',
  CASE_UNKNOWN: 'Go back to the list.',
  USER_UNKNOWN: 'Go back to the list.',
  JOB_UNKNOWN: 'Start it again: jobs end with the process that runs them.',
}

function field<T>(data: unknown, name: string): T | undefined {
  return typeof data === 'object' && data !== null && name in data
    ? (data as Record<string, T>)[name]
    : undefined
}

/** @param kept - What the failure left as it was, as a sentence. */
export function problemOf(error: unknown, kept: string): Problem {
  if (!(error instanceof ORPCError)) {
    return {
      happened: 'Relink’s core does not answer.',
      kept,
      todo: 'Wait: the page connects again by itself.',
      code: 'DISCONNECTED',
      requestId: null,
    }
  }
  const kind = field<StripeFailureKind>(error.data, 'kind')
  const gate = field<Gate>(error.data, 'gate')
  const happened = gate ? `The gate is at ${gate}: this may not be written.` : error.message
  return {
    happened,
    kept,
    todo: (kind && stripeTodo[kind]) ?? todoByCode[error.code] ?? 'Try again.',
    code: kind ? `${error.code} ${kind}` : error.code,
    requestId: field<string>(error.data, 'requestId') ?? null,
  }
}
