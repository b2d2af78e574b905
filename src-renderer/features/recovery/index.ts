/** Recovery: the one inbox, a case beside it, and the repair of many. */

import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes/root.ts'
import { type Mark, marks } from '../../ui/link-state.ts'
import { CasePage } from './case-page.tsx'
import { type View, views } from './groups.ts'
import { RecoveryPage } from './recovery-page.tsx'
import { RepairPage } from './repair-page.tsx'
import { ReportPage } from './report-page.tsx'
import { TopCase } from './top-case.tsx'

interface RecoverySearch {
  /** Cases that wait for a person where none is named. */
  view?: View | undefined
  /** Only cases whose person or ids contain this. */
  q?: string
  /** Only cases of this state or finding. */
  only?: Mark | undefined
}

interface RepairSearch {
  /** Only these cases, by their numbers; all that is safe where none is named. */
  cases?: string
}

const allMarks = Object.keys(marks) as Mark[]

/** What an address says, where it is one of these. */
function known<K extends string, V extends string>(key: K, all: readonly V[], said: unknown) {
  const value = all.find((one) => one === said)
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>)
}

const inbox = createRoute({
  getParentRoute: () => rootRoute,
  path: 'recovery',
  component: RecoveryPage,
  validateSearch: ({ view, q, only }: Record<string, unknown>): RecoverySearch => ({
    ...known('view', views.slice(1), view),
    ...known('only', allMarks, only),
    ...(typeof q === 'string' && q !== '' && { q }),
  }),
})

const top = createRoute({ getParentRoute: () => inbox, path: '/', component: TopCase })

const one = createRoute({ getParentRoute: () => inbox, path: '$case', component: CasePage })

const repair = createRoute({
  getParentRoute: () => inbox,
  path: 'repair',
  component: RepairPage,
  validateSearch: ({ cases }: Record<string, unknown>): RepairSearch =>
    cases === undefined ? {} : { cases: String(cases) },
})

const report = createRoute({
  getParentRoute: () => inbox,
  path: 'runs/$job',
  component: ReportPage,
})

export const recoveryRoute = inbox.addChildren([top, one, repair, report])
