/** The SQLite copy of one environment of one account, and the copy of the directory it is joined with. */

export type { CustomerRow, InvoiceRow, SubscriptionRow } from './customers.ts'
export { mirrorKinds } from './kinds.ts'
export { toInterval } from './merge.ts'
export { type Mirror, openMirror } from './mirror.ts'
export type { KindStatus } from './runs.ts'
export {
  idAt,
  numberAt,
  objectAt,
  type StripeObject,
  textAt,
} from './stripe-object.ts'
export type { SubscriptionPlace } from './subscriptions.ts'
export { CURRENT_MS, catchUpCustomers, isCurrent, syncMirror } from './sync.ts'
