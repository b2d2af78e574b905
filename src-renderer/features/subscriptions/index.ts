/** Subscriptions: who pays for what, newest first. */

import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { SubscriptionsPage } from './subscriptions-page.tsx'

interface SubscriptionsSearch {
  /** Only in this status, in Stripe's word. */
  status?: string
  /** Only of this price. */
  price?: string
}

export const subscriptionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'subscriptions',
  component: SubscriptionsPage,
  validateSearch: ({ status, price }: Record<string, unknown>): SubscriptionsSearch => ({
    ...(typeof status === 'string' && status !== '' && { status }),
    ...(typeof price === 'string' && price !== '' && { price }),
  }),
})
