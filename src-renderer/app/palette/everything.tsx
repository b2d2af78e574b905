import { useState } from 'react'
import type { CustomerRow } from '#contract'
import { Chooser } from './chooser.tsx'
import type { Item } from './items.ts'
import { useItems } from './use-items.ts'

interface EverythingProps {
  readonly places: readonly Item[]
  readonly choose: (person: CustomerRow) => void
  readonly close: () => void
}

/** All that a text finds. */
export function Everything({ places, choose, close }: EverythingProps) {
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const { items, busy, isNobodys } = useItems(text, places, { choose, close })
  return (
    <Chooser
      items={items}
      busy={busy}
      typed={typed}
      onType={setTyped}
      onEscape={close}
      placeholder="A person, an id, a page, an action"
      nothing={
        isNobodys
          ? `The mirror knows ${text}, but nobody links to it.`
          : `Nothing is known of “${text}”.`
      }
    />
  )
}
