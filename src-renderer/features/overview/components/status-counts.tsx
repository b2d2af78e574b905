import { Link } from '@tanstack/react-router'
import { formatCount } from '../../../ui/count.ts'
import { Problem } from '../../../ui/problem.tsx'
import { subscriptionTone } from '../../../ui/subscription-tone.ts'
import { useStatusCounts } from '../hooks/use-overview.ts'
import css from './overview.module.css'

/** How many subscriptions there are of each status; a click shows them. */
export function StatusCounts() {
  const { data: counts, error } = useStatusCounts()
  const most = Math.max(1, ...(counts ?? []).map(({ count }) => count))
  return (
    <section>
      <h2>Subscriptions by status</h2>
      {error && <Problem error={error} />}
      {counts?.length === 0 && <p className={css['small']}>None are known.</p>}
      <ul aria-label="Subscriptions by status">
        {counts?.map(({ status, count }) => (
          <li key={status}>
            <Link to="/subscriptions" search={{ status }} className={css['status'] ?? ''}>
              <span>{status}</span>
              <span className={css['track']}>
                <span
                  className={css['length']}
                  data-tone={subscriptionTone(status)}
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
              <span className={css['money']}>{formatCount(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
