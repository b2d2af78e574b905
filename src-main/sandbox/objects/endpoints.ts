import type { Endpoint } from '../protocol/router.ts'
import { accountEndpoints } from './account.ts'
import { catalogEndpoints } from './catalog.ts'
import { customerEndpoints } from './customers.ts'
import { eventEndpoints } from './events.ts'
import { invoiceEndpoints } from './invoices.ts'
import { paymentMethodEndpoints } from './payment-methods.ts'
import { paymentEndpoints } from './payments.ts'
import { portalEndpoints } from './portal.ts'
import { scheduleEndpoints } from './schedules.ts'
import { subscriptionEndpoints } from './subscriptions.ts'
import { testClockEndpoints } from './test-clocks.ts'

/** Everything the sandbox answers. Any other URL is unrecognized. */
export const endpoints: readonly Endpoint[] = [
  ...accountEndpoints,
  ...catalogEndpoints,
  ...customerEndpoints,
  ...eventEndpoints,
  ...invoiceEndpoints,
  ...paymentMethodEndpoints,
  ...paymentEndpoints,
  ...portalEndpoints,
  ...scheduleEndpoints,
  ...subscriptionEndpoints,
  ...testClockEndpoints,
]
