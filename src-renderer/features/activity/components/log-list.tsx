import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { BlankRows } from '../../../ui/blank-rows.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Problem } from '../../../ui/problem.tsx'
import css from './log.module.css'

interface LogQuery<Line> {
  readonly data: readonly Line[] | undefined
  readonly error: Error | null
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly fetchNextPage: () => unknown
  readonly refetch: () => unknown
}

interface LogListProps<Line> {
  readonly label: string
  readonly query: LogQuery<Line>
  readonly empty: string
  readonly columns: readonly string[]
  readonly row: (line: Line) => ReactNode
  readonly kind: 'changes' | 'requests'
}

/** A long list of lines, newest first: more are fetched before the end is reached. */
export function LogList<Line extends { id: number }>(props: LogListProps<Line>) {
  const { data, error, refetch } = props.query
  if (!data) {
    return error ? <Problem error={error} retry={() => void refetch()} /> : <BlankRows count={20} />
  }
  return data.length === 0 ? <Empty>{props.empty}</Empty> : <Lines {...props} lines={data} />
}

function Lines<Line extends { id: number }>({
  label,
  query: { hasNextPage, isFetching, fetchNextPage },
  columns,
  row,
  kind,
  lines,
}: LogListProps<Line> & { lines: readonly Line[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  })
  const drawn = list.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && last > lines.length - 100) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage, last, lines.length])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={css['scroller']} aria-label={label} tabIndex={0}>
      <div className={css['columns']} data-kind={kind}>
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows stand free, at their heights */}
      <div
        role="list"
        aria-label={label}
        className={css['rows']}
        style={{ height: list.getTotalSize() }}
      >
        {drawn.map(({ index, start }) => {
          const line = lines[index]
          return (
            line && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={line.id}
                role="listitem"
                className={css['line']}
                data-kind={kind}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row(line)}
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}
