import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import css from './split-pane.module.css'

const WIDTH = { min: 360, start: 440, max: 720, step: 16 }
const REMEMBERED = 'relink.detail-width'

function clamp(width: number): number {
  return Math.min(WIDTH.max, Math.max(WIDTH.min, Math.round(width)))
}

function remembered(): number {
  const width = Number(localStorage.getItem(REMEMBERED))
  return width > 0 ? clamp(width) : WIDTH.start
}

interface SplitPaneProps {
  readonly list: ReactNode
  readonly detail: ReactNode
}

/** A list, and beside it the detail, whose width is drawn with the pointer or the arrow keys and remembered. */
export function SplitPane({ list, detail }: SplitPaneProps) {
  const [width, setWidth] = useState(remembered)
  const resize = (wanted: number) => {
    const next = clamp(wanted)
    setWidth(next)
    localStorage.setItem(REMEMBERED, String(next))
  }
  const onPointerMove = (event: PointerEvent<HTMLHRElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const edge = event.currentTarget.parentElement?.getBoundingClientRect().right ?? 0
    resize(edge - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + WIDTH.step)
    else if (event.key === 'ArrowRight') resize(width - WIDTH.step)
    else return
    event.preventDefault()
  }
  return (
    <div className={css['split']}>
      <div className={css['list']}>{list}</div>
      <hr
        className={css['edge']}
        tabIndex={0}
        aria-label="Width of the detail"
        aria-orientation="vertical"
        aria-valuemin={WIDTH.min}
        aria-valuemax={WIDTH.max}
        aria-valuenow={width}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      />
      <section className={css['detail']} style={{ width }} aria-label="Detail">
        {detail}
      </section>
    </div>
  )
}
