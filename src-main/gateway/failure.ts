import type { StripeFailureKind } from '#contract'
import { redact } from './redact.ts'

/** What Stripe did not answer, or refused to. `kind` is the contract's; the rest is what a caller may branch on. */
export type GatewayFailure =
  /** `isCertain`: with Stripe's code for it. Without, a poorer Stripe may have meant the URL. */
  | {
      readonly kind: 'not_found'
      readonly param: string | null
      readonly isCertain: boolean
    }
  | { readonly kind: 'wrong_mode' }
  | { readonly kind: 'auth'; readonly expired: boolean }
  /** `missing` as `customer_read`, where the refusal named it; `account` too. */
  | {
      readonly kind: 'permission'
      readonly missing: string | null
      readonly account: string | null
    }
  | {
      readonly kind: 'rate_limited'
      readonly reason: 'account' | 'endpoint' | 'resource' | 'lock' | null
    }
  | {
      readonly kind: 'invalid'
      readonly code: string | null
      readonly param: string | null
      readonly said: string | null
    }
  | { readonly kind: 'conflict'; readonly code: string | null }
  | {
      readonly kind: 'card'
      readonly code: string | null
      readonly declineCode: string | null
    }
  | {
      readonly kind: 'unreachable'
      readonly reason: 'timeout' | 'connection' | 'not_stripe'
    }
  | { readonly kind: 'stripe_down'; readonly status: number }
  /** This Stripe has no such endpoint or parameter; `what` names the parameter, null means the endpoint. */
  | { readonly kind: 'unsupported'; readonly what: string | null }

/** Stripe could not be asked, or refused. Its message is a whole sentence for a person and holds no key. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly failure: GatewayFailure
  readonly requestId: string | null

  constructor(failure: GatewayFailure, requestId: string | null = null) {
    super(redact(sentence(failure)))
    this.failure = failure
    this.requestId = requestId
  }

  get kind(): StripeFailureKind {
    return this.failure.kind
  }
}

/** Whether this is a failure of that kind: `isFailure(error, 'unsupported')`. */
export function isFailure(error: unknown, kind: GatewayFailure['kind']): error is GatewayError {
  return error instanceof GatewayError && error.failure.kind === kind
}

function sentence(failure: GatewayFailure): string {
  switch (failure.kind) {
    case 'not_found':
      return 'Stripe knows no such object.'
    case 'wrong_mode':
      return 'The object exists in the other mode of this account, not in the one of this key.'
    case 'auth':
      return failure.expired
        ? 'The Stripe key has expired. Make a new one in the Stripe dashboard.'
        : 'Stripe refused the key. Check that it is whole and was not revoked.'
    case 'permission':
      return failure.missing === null
        ? 'The Stripe key lacks a permission for this.'
        : `The Stripe key lacks the permission ${failure.missing}.`
    case 'rate_limited':
      return failure.reason === 'lock'
        ? 'Stripe is working on the same object for somebody else. Try again in a moment.'
        : 'Stripe asked for fewer calls, and kept asking. Try again in a minute.'
    case 'invalid':
      return `Stripe refused the request: ${failure.said ?? failure.code ?? 'it gave no reason'}`
    case 'conflict':
      return 'Stripe refused the request because it conflicts with another one.'
    case 'card':
      return 'Stripe could not charge the card.'
    case 'unreachable':
      return unreachable[failure.reason]
    case 'stripe_down':
      return `Stripe failed to answer (status ${failure.status}). Try again later.`
    case 'unsupported':
      return failure.what === null
        ? 'This Stripe server does not offer that.'
        : `This Stripe server does not know the parameter ${failure.what}.`
  }
}

const unreachable = {
  timeout: 'Stripe did not answer in time.',
  connection: 'Stripe could not be reached. Check the network.',
  not_stripe: 'Something other than Stripe answered. Check the network and any proxy.',
}
