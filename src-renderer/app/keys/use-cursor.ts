import { useState } from 'react'
import { useKeys } from './use-keys.ts'

interface CursorOptions {
  /** The page's name in the list of keys. */
  readonly title: string
  readonly count: number
  /** What Enter does with the row, as words. */
  readonly opens: string
  readonly open: (index: number) => void
  readonly reveal?: (index: number) => void
}

/** Which row of a list the keys stand on: none, which is −1, until the first key. */
export function useCursor({ title, count, opens, open, reveal }: CursorOptions): number {
  const [at, setAt] = useState(-1)
  const go = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to))
    setAt(index)
    reveal?.(index)
  }
  const next = () => go(at + 1)
  const before = () => go(at - 1)
  const moves = [
    { keys: 'j', label: 'Next row', run: next },
    { keys: 'k', label: 'Row before', run: before },
    { keys: 'ArrowDown', label: 'Next row', run: next },
    { keys: 'ArrowUp', label: 'Row before', run: before },
  ]
  const enter = { keys: 'Enter', label: opens, run: () => open(at) }
  const isOnRow = at >= 0 && at < count
  useKeys(title, count === 0 ? [] : [...moves, ...(isOnRow ? [enter] : [])])
  return at
}
