import { createRoute, createRouter } from '@tanstack/react-router'
import { activityRoute } from '../../features/activity/index.ts'
import { alertsRoute } from '../../features/alerts/index.ts'
import { customersRoute } from '../../features/customers/index.ts'
import { overviewRoute } from '../../features/overview/index.ts'
import { recoveryRoute } from '../../features/recovery/index.ts'
import { subscriptionsRoute } from '../../features/subscriptions/index.ts'
import { Home } from '../shell/home.tsx'
import { rootRoute } from './root.ts'

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: Home,
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    overviewRoute,
    recoveryRoute,
    customersRoute,
    subscriptionsRoute,
    activityRoute,
    alertsRoute,
  ]),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
