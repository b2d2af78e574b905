import { Link, useNavigate } from '@tanstack/react-router'
import type { CaseItem } from '#contract'
import { useCursor } from '../../../app/keys/use-cursor.ts'
import { BlankRows } from '../../../ui/blank-rows.tsx'
import { markOf } from '../../../ui/link-state.ts'
import { Mark } from '../../../ui/mark.tsx'
import { formatAmounts } from '../../../ui/money.ts'
import { Problem } from '../../../ui/problem.tsx'
import { useTopCases } from '../hooks/use-overview.ts'
import css from './overview.module.css'

/** The cases with the most money. */
export function NeedsYou() {
  const { data: cases, error, refetch } = useTopCases()
  return (
    <section>
      <h2>Needs you</h2>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!cases && !error && <BlankRows count={7} />}
      {cases?.length === 0 && <p className={css['small']}>Nothing.</p>}
      {cases && cases.length > 0 && <Cases cases={cases} />}
    </section>
  )
}

function Cases({ cases }: { cases: readonly CaseItem[] }) {
  const navigate = useNavigate()
  const at = useCursor({
    title: 'Overview',
    count: cases.length,
    opens: 'Open the case',
    open: (index) => {
      const item = cases[index]
      if (item) void navigate({ to: '/recovery/$case', params: { case: String(item.case) } })
    },
  })
  return (
    <ul aria-label="Needs you">
      {cases.map((item, index) => (
        <li key={item.case}>
          <Link
            to="/recovery/$case"
            params={{ case: String(item.case) }}
            className={css['case'] ?? ''}
            data-current={index === at || undefined}
          >
            <span className={css['name']}>
              {item.userName ?? item.userEmail ?? item.userId ?? item.orphanId}
            </span>
            <Mark mark={markOf(item.state, item.findings)} />
            <span className={css['money']}>{formatAmounts(item.monthly) ?? '–'}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
