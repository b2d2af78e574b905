import { type Mark as MarkName, marks } from './link-state.ts'
import css from './mark.module.css'

/** A state or finding: icon and word in its colour, no pill. */
export function Mark({ mark }: { mark: MarkName }) {
  const { word, tone, icon: Icon } = marks[mark]
  return (
    <span className={css['mark']} data-tone={tone}>
      <Icon size={14} stroke={1.5} aria-hidden />
      {word}
    </span>
  )
}
