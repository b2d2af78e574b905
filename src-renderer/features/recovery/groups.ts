import type { CaseItem, CaseStatus, Money } from '#contract'
import { type Mark, markOf } from '../../ui/link-state.ts'
import { totals } from '../../ui/money.ts'

/** What the inbox is grouped by: what is wrong, or, once it is over, how it ended. */
export type GroupKey = Mark | CaseStatus

export interface Group {
  readonly key: GroupKey
  readonly cases: readonly CaseItem[]
  readonly atRisk: readonly Money[]
}

export type Row =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'case'; readonly item: CaseItem }

export type View = 'needs_you' | 'done'

export function groupKey(item: CaseItem, view: View): GroupKey {
  return view === 'done' ? item.status : markOf(item.state, item.findings)
}

/** Groups in the order in which their first case comes: the core lists most money first. */
export function groupCases(items: readonly CaseItem[], view: View): Group[] {
  const byKey = Map.groupBy(items, (item) => groupKey(item, view))
  return [...byKey].map(([key, cases]) => ({
    key,
    cases,
    atRisk: totals(cases.flatMap(({ atRisk }) => atRisk)),
  }))
}

/** The list as it is drawn, a heading before each group. */
export function rowsOf(groups: readonly Group[]): Row[] {
  return groups.flatMap((group): Row[] => [
    { kind: 'group', group },
    ...group.cases.map((item): Row => ({ kind: 'case', item })),
  ])
}

/** Cases whose person or ids contain the text, whatever its case; all for an empty text. */
export function filterCases(items: readonly CaseItem[], text: string): readonly CaseItem[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return items
  return items.filter((item) =>
    [item.userName, item.userEmail, item.userId, item.orphanId, item.plan.customerId].some(
      (value) => value?.toLowerCase().includes(wanted),
    ),
  )
}

/** Who a case is about, in the best words there are. */
export function nameOf(item: CaseItem): string {
  return (
    item.userName ?? item.userEmail ?? (item.userId && `user ${item.userId}`) ?? item.orphanId ?? ''
  )
}
