/** Overview: a sentence, what needs you, then proof. */

import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { OverviewPage } from './overview-page.tsx'

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'overview',
  component: OverviewPage,
})
