import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { CustomerRow } from '#contract'
import { useCursor } from '../../../app/keys/use-cursor.ts'
import { shortId } from '../../../ui/id.tsx'
import { markOf } from '../../../ui/link-state.ts'
import { Mark } from '../../../ui/mark.tsx'
import { formatAmounts } from '../../../ui/money.ts'
import { NoUsers } from '../../../ui/no-users.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
import css from './customer-grid.module.css'

interface CustomerGridProps {
  readonly rows: readonly CustomerRow[]
  readonly customers: { hasNextPage: boolean; isFetching: boolean; fetchNextPage: () => unknown }
  /** Shows all again; null where nothing is filtered. */
  readonly clear: (() => void) | null
  readonly query: string
}

const columns = ['Name', 'E-mail', 'Link', 'Customer', 'Subscription', 'A month']

/** One line a user; only those in sight are drawn, and more are fetched before the end is reached. */
export function CustomerGrid({ rows, customers, clear, query }: CustomerGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  })
  const drawn = grid.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  const { hasNextPage, isFetching, fetchNextPage } = customers
  useEffect(() => {
    if (hasNextPage && !isFetching && last > rows.length - 100) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage, last, rows.length])
  const navigate = useNavigate()
  const at = useCursor({
    title: 'Customers',
    count: rows.length,
    opens: 'Open the customer',
    reveal: (index) => grid.scrollToIndex(index, { align: 'auto' }),
    open: (index) => {
      const row = rows[index]
      if (row) void navigate({ to: '/customers/$user', params: { user: row.userId } })
    },
  })
  if (rows.length === 0)
    return clear === null ? <NoUsers /> : <NoMatch clear={clear} query={query} />
  return (
    <div ref={scroller} className={css['scroller']}>
      <div className={css['columns']}>
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows stand free, at their heights */}
      <div
        role="list"
        aria-label="Customers"
        className={css['rows']}
        style={{ height: grid.getTotalSize() }}
      >
        {drawn.map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={row.userId}
                role="listitem"
                className={css['place']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <CustomerLine row={row} current={index === at} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

interface CustomerLineProps {
  readonly row: CustomerRow
  readonly current: boolean
}

/** Drawn once while it is in sight: scrolling draws only the rows that come. */
const CustomerLine = memo(function CustomerLine({ row, current }: CustomerLineProps) {
  return (
    <Link
      to="/customers/$user"
      params={{ user: row.userId }}
      className={css['row'] ?? ''}
      data-current={current || undefined}
    >
      <span>
        <OutsideText>{row.name ?? row.email}</OutsideText>
      </span>
      <span className={css['quiet']}>
        <OutsideText>{row.email}</OutsideText>
      </span>
      <span>{row.state === null ? '–' : <Mark mark={markOf(row.state, row.findings)} />}</span>
      <span>{row.storedId === null ? '–' : <code>{shortId(row.storedId)}</code>}</span>
      <span className={css['quiet']}>{row.subscriptionStatus ?? '–'}</span>
      <span className={css['money']}>{formatAmounts(row.mrr) ?? '–'}</span>
    </Link>
  )
})

function NoMatch({ clear, query }: { clear: () => void; query: string }) {
  return (
    <div className={css['nothing']}>
      <p>{query === '' ? 'No user is in this state.' : `No user matches “${query}” here.`}</p>
      <Button onClick={clear}>Clear the filter</Button>
    </div>
  )
}
