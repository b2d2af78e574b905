import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { RunItem } from '#contract'
import { shortId } from '../../../ui/id.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { outcomeWord } from '../copy.ts'
import { nameOf } from '../groups.ts'
import { useCases } from '../hooks/use-cases.ts'
import { inOrder } from '../report.ts'
import css from './run.module.css'

interface RunItemsProps {
  readonly items: readonly RunItem[]
  readonly dryRun: boolean
}

/** Each case of a run by name, with what is done or was done to it. */
export function RunItems({ items, dryRun }: RunItemsProps) {
  const known = useKnown()
  const ordered = inOrder(byPlace(items, known), dryRun)
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 8,
  })
  return (
    <div ref={scroller} className={css['items']}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows stand free, at their heights */}
      <div
        role="list"
        aria-label="Cases of this run"
        className={css['rows']}
        style={{ height: list.getTotalSize() }}
      >
        {list.getVirtualItems().map(({ index, start }) => {
          const item = ordered[index]
          return (
            item && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={item.case}
                role="listitem"
                className={css['row']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Link to="/recovery/$case" params={{ case: String(item.case) }} search>
                  <OutsideText>{known.get(item.case) ?? `user ${item.userId}`}</OutsideText>
                </Link>
                <span className={css['what']} title={item.detail ?? undefined}>
                  {dryRun ? <Would item={item} /> : <Did item={item} />}
                </span>
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

/** The order of the inbox, most money first; cases that it does not hold come last. */
function byPlace(items: readonly RunItem[], known: ReadonlyMap<number, string>): RunItem[] {
  const places = new Map([...known.keys()].map((number, place) => [number, place]))
  const placeOf = (item: RunItem) => places.get(item.case) ?? known.size
  return items.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** The names of the cases that either view of the inbox holds. */
function useKnown(): ReadonlyMap<number, string> {
  const waiting = useCases('needs_you').data ?? []
  const ended = useCases('done').data ?? []
  return new Map([...waiting, ...ended].map((item) => [item.case, nameOf(item)]))
}

function Would({ item: { outcome, plan, customerId, detail } }: { item: RunItem }) {
  if (outcome !== 'recovered') return detail ?? outcomeWord[outcome]
  if (plan.kind === 'create') return 'create a customer'
  return (
    <>
      relink to <code>{shortId(customerId ?? plan.customerId ?? '')}</code>
    </>
  )
}

function Did({ item: { outcome, customerId, detail } }: { item: RunItem }) {
  if (outcome !== 'recovered') return `${outcomeWord[outcome]}${detail ? `: ${detail}` : ''}`
  return (
    <>
      repaired <code>{shortId(customerId ?? '')}</code>
    </>
  )
}
