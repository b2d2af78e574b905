import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { SubscriptionItem } from '#contract'
import { useCursor } from '../../../app/keys/use-cursor.ts'
import { useSync } from '../../../app/session/mirror.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { shortId } from '../../../ui/id.tsx'
import { formatMoney } from '../../../ui/money.ts'
import { Renewal } from '../../../ui/renewal.tsx'
import { subscriptionTone } from '../../../ui/subscription-tone.ts'
import css from './subscription-grid.module.css'

interface SubscriptionGridProps {
  readonly rows: readonly SubscriptionItem[]
  readonly subscriptions: {
    hasNextPage: boolean
    isFetching: boolean
    fetchNextPage: () => unknown
  }
  /** Shows all again; null where nothing is filtered. */
  readonly clear: (() => void) | null
}

const columns = ['User', 'E-mail', 'Customer', 'Status', 'Renewal', 'Plan', 'Amount']

/** One line a subscription; only those in sight are drawn, and more are fetched before the end is reached. */
export function SubscriptionGrid({ rows, subscriptions, clear }: SubscriptionGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  })
  const drawn = grid.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  const { hasNextPage, isFetching, fetchNextPage } = subscriptions
  useEffect(() => {
    if (hasNextPage && !isFetching && last > rows.length - 100) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage, last, rows.length])
  const navigate = useNavigate()
  const at = useCursor({
    title: 'Subscriptions',
    count: rows.length,
    opens: 'Open the customer',
    reveal: (index) => grid.scrollToIndex(index, { align: 'auto' }),
    open: (index) => {
      const user = rows[index]?.user
      if (user) void navigate({ to: '/customers/$user', params: { user: user.id } })
    },
  })
  if (rows.length === 0) return <Nothing clear={clear} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={css['scroller']} aria-label="Subscriptions" tabIndex={0}>
      <div className={css['columns']}>
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows stand free, at their heights */}
      <div
        role="list"
        aria-label="Subscriptions"
        className={css['rows']}
        style={{ height: grid.getTotalSize() }}
      >
        {drawn.map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={row.id}
                role="listitem"
                className={css['place']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <SubscriptionLine row={row} current={index === at} />
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}

interface SubscriptionLineProps {
  readonly row: SubscriptionItem
  readonly current: boolean
}

/** Drawn once while it is in sight: scrolling draws only the rows that come. */
const SubscriptionLine = memo(function SubscriptionLine({ row, current }: SubscriptionLineProps) {
  const { user, customerId, status, product, amount, interval } = row
  return (
    <Whose user={user} current={current}>
      <span>{user ? (user.name ?? user.email) : 'nobody links to it'}</span>
      <span className={css['quiet']}>{user?.email}</span>
      <code>{shortId(customerId)}</code>
      <span data-tone={subscriptionTone(status)}>{status}</span>
      <span className={css['quiet']}>
        <Renewal subscription={row} />
      </span>
      <span>{product}</span>
      <span className={css['money']}>
        {amount ? formatMoney(amount) : '–'}
        {interval !== null && <span className={css['quiet']}> a {interval}</span>}
      </span>
    </Whose>
  )
})

interface WhoseProps {
  readonly user: SubscriptionItem['user']
  readonly current: boolean
  readonly children: ReactNode
}

/** The row opens the user's page, where there is a user. */
function Whose({ user, current, children }: WhoseProps) {
  const look = { className: css['row'] ?? '', 'data-current': current || undefined }
  if (user === null) {
    return (
      <div {...look} data-orphan>
        {children}
      </div>
    )
  }
  return (
    <Link to="/customers/$user" params={{ user: user.id }} {...look}>
      {children}
    </Link>
  )
}

function Nothing({ clear }: { clear: (() => void) | null }) {
  const { profile } = useSession()
  const sync = useSync()
  if (clear === null) {
    const run = () => sync.mutate({ profile: profile.id })
    return (
      <Empty action={{ label: 'Sync', run }}>
        No subscription is known. They come with a copy of the account.
      </Empty>
    )
  }
  return (
    <div className={css['nothing']}>
      <p>No subscription has this status and price.</p>
      <Button onClick={clear}>Clear the filter</Button>
    </div>
  )
}
