/** Activity: what the console changed, and what it asked of Stripe. */

import { createRoute, redirect } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { ActivityPage } from './activity-page.tsx'
import { ChangesPage } from './changes-page.tsx'
import { RequestsPage } from './requests-page.tsx'

const parent = createRoute({
  getParentRoute: () => rootRoute,
  path: 'activity',
  component: ActivityPage,
})

const start = createRoute({
  getParentRoute: () => parent,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/activity/changes', replace: true })
  },
})

const changes = createRoute({
  getParentRoute: () => parent,
  path: 'changes',
  component: ChangesPage,
})

const requests = createRoute({
  getParentRoute: () => parent,
  path: 'requests',
  component: RequestsPage,
})

export const activityRoute = parent.addChildren([start, changes, requests])
