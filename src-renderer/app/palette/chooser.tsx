import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useArrival } from '../../ui/use-arrival.ts'
import type { Item } from './items.ts'
import { optionId, PaletteList } from './list.tsx'
import css from './palette.module.css'
import { PersonPreview } from './preview.tsx'

interface ChooserProps {
  readonly items: readonly Item[]
  /** The items are still those of what was typed before. */
  readonly busy: boolean
  readonly typed: string
  readonly onType: (text: string) => void
  readonly onEscape: () => void
  readonly placeholder: string
  /** Said where nothing is left to choose from. */
  readonly nothing: string
  /** What became of what was chosen, where one stays. */
  readonly children?: ReactNode
}

/** A text, what it finds, and beside it what the one in the cursor is. */
export function Chooser(props: ChooserProps) {
  const { items, busy, typed, onType, placeholder, nothing, children } = props
  const list = useId()
  const [pointed, setAt] = useState(0)
  const at = Math.min(pointed, Math.max(0, items.length - 1))
  const onKeyDown = useChooserKeys(props, at, setAt)
  const current = items[at]
  return (
    <>
      <input
        ref={useArrival()}
        className={css['input']}
        role="combobox"
        aria-label={placeholder}
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        {...(current && { 'aria-activedescendant': optionId(list, at) })}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        placeholder={placeholder}
        value={typed}
        onChange={({ currentTarget }) => {
          setAt(0)
          onType(currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={css['halves']}>
        <PaletteList id={list} items={items} at={at} onPoint={setAt} />
        <div className={css['preview']}>
          {current?.user != null && <PersonPreview user={current.user} />}
          {current?.user === null && <p className={css['detail']}>{current.detail}</p>}
          {!current && !busy && <p className={css['detail']}>{nothing}</p>}
        </div>
      </div>
      {children}
      <p className={css['foot']}>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> go
        </span>
        <span>
          <kbd>Esc</kbd> back
        </span>
      </p>
    </>
  )
}

/** The arrows move, Enter takes; an Enter that comes before its answer waits for it. */
function useChooserKeys(
  { items, busy, onEscape }: ChooserProps,
  at: number,
  go: (to: number) => void,
) {
  const [isWanted, want] = useState(false)
  useEffect(() => {
    if (!isWanted || busy) return
    want(false)
    items[at]?.run()
  }, [isWanted, busy, items, at])
  const step = (by: number) => go((at + by + items.length) % Math.max(1, items.length))
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Enter') want(true)
    else if (event.key === 'Escape') onEscape()
    else return
    event.preventDefault()
  }
}
