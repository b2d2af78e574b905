import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { filterCases, groupCases, marksIn, only as onlyOf, rowsOf } from '../groups.ts'
import { useCases } from './use-cases.ts'

/** The list as it is filtered and grouped, the case in view, and the way to the next. */
export function useInbox() {
  const { view = 'needs_you', q = '', only } = useSearch({ strict: false })
  const { case: param } = useParams({ strict: false })
  const navigate = useNavigate()
  const isAlone = useLocation({
    select: ({ pathname }) => pathname.replace(/\/$/, '') === '/recovery',
  })
  const { data: items, error, refetch } = useCases(view)
  const groups = useMemo(
    () => (items ? groupCases(filterCases(onlyOf(items, only), q), view) : undefined),
    [items, q, view, only],
  )
  const present = useMemo(() => marksIn(items ?? [], only), [items, only])
  const rows = useMemo(() => (groups ? rowsOf(groups) : []), [groups])
  const order = useMemo(() => groups?.flatMap(({ cases }) => cases) ?? [], [groups])

  const selected = param === undefined ? undefined : Number(param)
  const index = order.findIndex((item) => item.case === selected)
  // A case that was repaired has left the list: the next one stands where it was.
  const place = useRef(0)
  if (index >= 0) place.current = index
  const go = (to: number) => {
    const item = order[Math.max(0, Math.min(order.length - 1, to))]
    if (!item) return
    void navigate({
      to: '/recovery/$case',
      params: { case: String(item.case) },
      search: true,
      replace: selected !== undefined,
    })
  }
  return {
    view,
    q,
    only,
    present,
    items,
    error,
    refetch,
    groups,
    rows,
    selected,
    /** No case, preview or report stands beside the list. */
    isAlone,
    first: order[0],
    next: () => go(index >= 0 ? index + 1 : place.current),
    previous: () => go(index >= 0 ? index - 1 : place.current - 1),
  }
}

export type Inbox = ReturnType<typeof useInbox>
