import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Outputs } from '#contract'
import { formatCount } from '../../../ui/count.ts'
import { linkStates, type Mark as MarkName, marks } from '../../../ui/link-state.ts'
import { Mark } from '../../../ui/mark.tsx'
import { type Share, shares } from '../standing.ts'
import css from './overview.module.css'

/** All links as one bar, each part as wide as its share; a click shows whose they are. */
export function LinksBar({ summary }: { summary: Outputs['recovery']['summary'] }) {
  const { states, findings } = shares(summary)
  return (
    <section aria-label="Links">
      <h2>Links</h2>
      <div className={css['bar']} aria-hidden>
        {states.map(({ mark, count }) => (
          <span
            key={mark}
            className={css['part']}
            data-tone={marks[mark].tone}
            style={{ flexGrow: count }}
          >
            <Which mark={mark} hidden>
              <span className={css['fill']} title={`${marks[mark].word} ${formatCount(count)}`} />
            </Which>
          </span>
        ))}
      </div>
      <div className={css['shares']}>
        <Shares label="By state" shares={states} />
        {findings.length > 0 && <Shares label="By finding" shares={findings} />}
      </div>
    </section>
  )
}

function Shares({ label, shares: parts }: { label: string; shares: readonly Share[] }) {
  return (
    <ul className={css['group']} aria-label={label}>
      {parts.map(({ mark, count }) => (
        <li key={mark}>
          <Which mark={mark}>
            <Mark mark={mark} /> <b className={css['number']}>{formatCount(count)}</b>
          </Which>
        </li>
      ))}
    </ul>
  )
}

interface WhichProps {
  readonly mark: MarkName
  /** The same link is there in words. */
  readonly hidden?: boolean
  readonly children: ReactNode
}

/** To the people of a state that needs nobody, else to the cases. */
function Which({ mark, hidden = false, children }: WhichProps) {
  const state = linkStates.find((one) => one === mark)
  const look = { className: css['which'] ?? '', ...(hidden && { tabIndex: -1 }) }
  if (state === 'linked' || state === 'unlinked') {
    return (
      <Link to="/customers" search={{ state }} {...look}>
        {children}
      </Link>
    )
  }
  return (
    <Link to="/recovery" search={{ only: mark }} {...look}>
      {children}
    </Link>
  )
}
