import type { CaseItem, CaseStatus, Money } from '#contract'
import { type Mark, markOf } from '../../ui/link-state.ts'
import { totals } from '../../ui/money.ts'

/** What the inbox is grouped by: what is wrong, or, once it is over, how it ended. */
export type GroupKey = Mark | CaseStatus

export interface Group {
  readonly key: GroupKey
  readonly cases: readonly CaseItem[]
  readonly monthly: readonly Money[]
}

export type Row =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'case'; readonly item: CaseItem }

export const views = ['needs_you', 'running', 'done'] as const
export type View = (typeof views)[number]

/** What is wrong with these cases, each once, and what is asked for though there is none. */
export function marksIn(items: readonly CaseItem[], asked: Mark | undefined): Mark[] {
  return [...new Set([...items.flatMap(marksOf), ...(asked === undefined ? [] : [asked])])]
}

/** Everything that is said of a case, the word it is grouped under first. */
function marksOf({ state, findings }: CaseItem): Mark[] {
  return [...new Set([markOf(state, findings), ...findings])]
}

/** Only cases of which this is said. */
export function only(items: readonly CaseItem[], mark: Mark | undefined): readonly CaseItem[] {
  if (mark === undefined) return items
  return items.filter((item) => marksOf(item).includes(mark))
}

export function groupKey(item: CaseItem, view: View): GroupKey {
  return view === 'done' ? item.status : markOf(item.state, item.findings)
}

/**
 * The groups, most money first; within one the order of the list, which is most money first too.
 *
 * Currencies are not compared: the one that most of the list is in decides, then the order of the list.
 */
export function groupCases(items: readonly CaseItem[], view: View): Group[] {
  const groups = [...Map.groupBy(items, (item) => groupKey(item, view))].map(([key, cases]) => ({
    key,
    cases,
    monthly: totals(cases.flatMap(({ monthly }) => monthly)),
  }))
  const currency = mostUsed(items)
  const inIt = ({ monthly }: Group) =>
    monthly.find((amount) => amount.currency === currency)?.minor ?? 0
  return groups.sort((a, b) => inIt(b) - inIt(a))
}

function mostUsed(items: readonly CaseItem[]): string | undefined {
  const uses = Map.groupBy(
    items.flatMap(({ monthly }) => monthly),
    ({ currency }) => currency,
  )
  const [most] = [...uses].sort(([, a], [, b]) => b.length - a.length)
  return most?.[0]
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
