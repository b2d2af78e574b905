import type { PlannedWrite } from '#contract'
import css from './case.module.css'

const places: readonly PlannedWrite['where'][] = ['directory', 'stripe']
const placeName: Record<PlannedWrite['where'], string> = {
  directory: 'Directory',
  stripe: 'Stripe',
}

/** Before and after of everything, by place; a place that nothing is written to says so. */
export function Writes({ writes }: { writes: readonly PlannedWrite[] }) {
  return (
    <dl className={css['writes']}>
      {places.map((where) => (
        <Place key={where} where={where} writes={writes.filter((write) => write.where === where)} />
      ))}
    </dl>
  )
}

function Place({ where, writes }: { where: PlannedWrite['where']; writes: PlannedWrite[] }) {
  return (
    <>
      <dt>{placeName[where]}</dt>
      <dd>
        {writes.length === 0 && 'nothing'}
        {writes.map(({ what, before, after }) => (
          <div key={what}>
            {what}
            {before !== null && (
              <div className={css['before']}>
                <span aria-hidden>−</span> <code>{before}</code>
              </div>
            )}
            {after !== null && (
              <div className={css['after']}>
                <span aria-hidden>+</span> <code>{after}</code>
              </div>
            )}
          </div>
        ))}
      </dd>
    </>
  )
}
