import { Link, useNavigate } from '@tanstack/react-router'
import type { Outputs } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { formatCount } from '../../../ui/count.ts'
import page from '../../../ui/page.module.css'
import { type View, views } from '../groups.ts'
import css from './case-list.module.css'

type Summary = Outputs['recovery']['summary']

interface InboxTabsProps {
  readonly summary: Summary | undefined
}

const words: Record<View, string> = { needs_you: 'Needs you', running: 'Running', done: 'Done' }

const countOf: Record<View, (summary: Summary) => number> = {
  needs_you: ({ inbox }) => inbox,
  running: ({ running }) => running,
  done: ({ done }) => done,
}

/** The address of a view; the first is the one without a word. */
const searchOf = (view: View) => ({ view: view === 'needs_you' ? undefined : view })

/** What waits for a person, what is being carried out, and what is over. */
export function InboxTabs({ summary }: InboxTabsProps) {
  const navigate = useNavigate()
  useKeys(
    'Recovery',
    views.map((one, index) => ({
      keys: String(index + 1),
      label: words[one],
      run: () => void navigate({ to: '/recovery', search: searchOf(one) }),
    })),
  )
  return (
    <nav className={`${page['tabs']} ${css['tabs']}`} aria-label="Cases by where they stand">
      {views.map((one) => (
        <Link
          key={one}
          to="/recovery"
          search={searchOf(one)}
          className={page['tab'] ?? ''}
          activeOptions={{ explicitUndefined: true }}
        >
          {words[one]}{' '}
          <span className={css['count']}>{summary ? formatCount(countOf[one](summary)) : '–'}</span>
        </Link>
      ))}
    </nav>
  )
}
