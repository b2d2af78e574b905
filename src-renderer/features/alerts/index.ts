/** Alerts: what a person should know, one row a problem, behind the bell. */

import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { AlertsPage } from './alerts-page.tsx'

export const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'alerts',
  component: AlertsPage,
})
