import type { TimelineItem } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { timelineLine } from '../timeline.ts'
import css from './customer.module.css'

export function TimeLine({ items }: { items: readonly TimelineItem[] }) {
  const lines = items.map(timelineLine)
  return (
    <section>
      <h2>Time line</h2>
      {lines.length === 0 && <p className={css['small']}>Nothing is known yet.</p>}
      <ol>
        {lines.map(({ at, tone, what, money, id }) => (
          <li key={`${at} ${what} ${id}`} className={css['row']}>
            <span className={css['margin']}>
              <Ago at={at} margin />
            </span>
            <i className={css['dot']} data-tone={tone} aria-hidden />
            <span className={css['what']}>{what}</span>
            <span className={css['money']}>{money}</span>
            <span className={css['id']}>{id !== null && <Id value={id} short />}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
