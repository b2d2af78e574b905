import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { CaseItem } from '#contract'
import { shortId } from '../../../ui/id.tsx'
import { marks } from '../../../ui/link-state.ts'
import { formatAmounts } from '../../../ui/money.ts'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { planWord, statusWord } from '../copy.ts'
import { nameOf, type Row } from '../groups.ts'
import type { Inbox } from '../hooks/use-inbox.ts'
import { useMarked } from '../marked.ts'
import css from './case-list.module.css'
import { GroupHead } from './group-head.tsx'

/** The cases by group, most money first; only the rows in sight are drawn. */
export function CaseList({ inbox }: { inbox: Inbox }) {
  const { rows, selected } = inbox
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 8,
  })
  const at = rows.findIndex((row) => row.kind === 'case' && row.item.case === selected)
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' })
  }, [at, list])
  if (rows.length === 0) return <Nothing inbox={inbox} />
  return (
    <div ref={scroller} className={css['scroller']}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows stand free, at their heights */}
      <div
        role="list"
        aria-label="Cases"
        className={css['rows']}
        style={{ height: list.getTotalSize() }}
      >
        {list.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={keyOf(row)}
                role="listitem"
                className={css['place']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <RowView row={row} inbox={inbox} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

function keyOf(row: Row): string {
  return row.kind === 'group' ? row.group.key : String(row.item.case)
}

function RowView({ row, inbox }: { row: Row; inbox: Inbox }) {
  if (row.kind === 'group') return <GroupHead group={row.group} />
  return <CaseRow item={row.item} view={inbox.view} />
}

interface CaseRowProps {
  readonly item: CaseItem
  readonly view: Inbox['view']
}

/** Drawn once while it is in sight: scrolling draws only the rows that come. */
const CaseRow = memo(function CaseRow({ item, view }: CaseRowProps) {
  const isMarked = useMarked(({ cases }) => cases.has(item.case))
  const word = view === 'done' || item.status !== 'open' ? statusWord[item.status] : null
  return (
    <Link
      to="/recovery/$case"
      params={{ case: String(item.case) }}
      search
      replace
      className={css['case'] ?? ''}
      activeOptions={{ includeSearch: false }}
    >
      <span className={css['name']}>
        {isMarked && (
          <IconCheck size={14} stroke={2} aria-label="marked" className={css['check']} />
        )}
        <OutsideText>{nameOf(item)}</OutsideText>
      </span>
      <span className={css['mail']}>
        {item.userName !== null && <OutsideText>{item.userEmail}</OutsideText>}
      </span>
      <span className={css['plan']}>
        {word ?? planWord[item.plan.kind]}
        {item.plan.customerId !== null && word === null && (
          <code> {shortId(item.plan.customerId)}</code>
        )}
      </span>
      <span className={css['money']}>{formatAmounts(item.monthly) ?? '–'}</span>
    </Link>
  )
})

function Nothing({ inbox }: { inbox: Inbox }) {
  const navigate = useNavigate()
  const { q, only } = inbox
  return (
    <div className={css['nothing']}>
      <p>{nothingSentence(inbox)}</p>
      {(q !== '' || only !== undefined) && (
        <Button
          onClick={() =>
            void navigate({ to: '.', search: (old) => ({ ...old, q: '', only: undefined }) })
          }
        >
          Clear the filter
        </Button>
      )}
    </div>
  )
}

function nothingSentence({ q, only, view }: Inbox): string {
  if (q !== '') return `No case matches “${q}”.`
  return only === undefined ? nothing[view] : `No case here is about “${marks[only].word}”.`
}

const nothing: Record<Inbox['view'], string> = {
  needs_you: 'Nothing needs you.',
  running: 'Nothing is being carried out.',
  done: 'No case has ended yet.',
}
