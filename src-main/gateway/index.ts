/** The only speaker to Stripe. Import from here only. */

export type { CustomerFilter } from './customers.ts'
export { GatewayError, type GatewayFailure, isFailure } from './failure.ts'
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts'
export { createLimiter, type Limiter, type Limits, limitsFor } from './limiter.ts'
export { redact } from './redact.ts'
export { pause } from './sender.ts'
export type {
  AccountAnswer,
  Call,
  CreateAnswer,
  CustomerAnswer,
  CustomerBody,
  ListedKind,
  NewCustomer,
  Page,
  Priority,
  Readable,
  Seen,
  Sighting,
  StripeObject,
  UpdateAnswer,
} from './shapes.ts'
