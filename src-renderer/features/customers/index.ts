/** Customers: every user of the directory with their link, and a page for each. */

import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { CustomerPage } from './customer-page.tsx'
import { CustomersPage } from './customers-page.tsx'

interface CustomersSearch {
  /** Part of a name or e-mail, or a whole id. */
  q?: string
  /** Only links in this state. */
  state?: string
}

const parent = createRoute({ getParentRoute: () => rootRoute, path: 'customers' })

const grid = createRoute({
  getParentRoute: () => parent,
  path: '/',
  component: CustomersPage,
  validateSearch: ({ q, state }: Record<string, unknown>): CustomersSearch => ({
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof state === 'string' && state !== '' && { state }),
  }),
})

const one = createRoute({ getParentRoute: () => parent, path: '$user', component: CustomerPage })

export const customersRoute = parent.addChildren([grid, one])
