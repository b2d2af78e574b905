import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { activityRoute } from '../../features/activity/index.ts'
import { alertsRoute } from '../../features/alerts/index.ts'
import { customersRoute } from '../../features/customers/index.ts'
import { recoveryRoute } from '../../features/recovery/index.ts'
import { rootRoute } from './root.ts'

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/recovery', replace: true })
  },
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    recoveryRoute,
    customersRoute,
    activityRoute,
    alertsRoute,
  ]),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
