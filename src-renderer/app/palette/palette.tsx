import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CustomerRow } from '#contract'
import { useKeys } from '../keys/use-keys.ts'
import { Everything } from './everything.tsx'
import css from './palette.module.css'
import { PersonActions } from './person-actions.tsx'
import { paletteKey, usePalette } from './store.ts'
import { usePlaces } from './use-places.ts'

/** People, ids, pages and actions, from anywhere; a person's own actions one step further. */
export function Palette() {
  const { opened, times, show, hide } = usePalette()
  const [person, setPerson] = useState<CustomerRow | null>(null)
  // Here, where it outlives the choice: what an audit came to is said after the palette has gone.
  const places = usePlaces()
  useOpeningKey()
  useKeys('Everywhere', [{ keys: paletteKey, label: 'Find and do anything', run: show }])
  const close = () => {
    hide()
    setPerson(null)
  }
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      closeOnEscape={false}
      size={640}
      yOffset="12vh"
      classNames={{ content: css['palette'] ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Find and do anything" data-palette>
        <Modal.Body p={0}>
          {person === null ? (
            <Everything key={times} places={places} choose={setPerson} close={close} />
          ) : (
            <PersonActions person={person} back={() => setPerson(null)} close={close} />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** ⌘K or Ctrl K, wherever the focus is, but over a question that waits for its answer. */
function useOpeningKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      const { opened, show } = usePalette.getState()
      const asked = document.querySelector('[aria-modal=true]:not([data-palette])')
      if (!opened && asked === null) show()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
