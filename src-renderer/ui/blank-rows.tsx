import css from './blank-rows.module.css'

/** The frame of a list whose rows are still to come: real heights, drawn only after 150 ms. */
export function BlankRows({ count = 12 }: { count?: number }) {
  return (
    <div className={css['rows']} aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank rows have nothing else to be told apart by
        <div key={row} className={css['row']} />
      ))}
    </div>
  )
}
