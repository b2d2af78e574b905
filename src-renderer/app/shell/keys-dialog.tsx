import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useKeyStore } from '../keys/keys.ts'
import { useKeys } from '../keys/use-keys.ts'
import css from './shell.module.css'

/** What the keys do here, on `?`. */
export function KeysDialog() {
  const [opened, setOpened] = useState(false)
  const groups = useKeyStore((keys) => keys.groups)
  useKeys('Everywhere else', [{ keys: '?', label: 'Show the keys', run: () => setOpened(true) }])
  const filled = [...groups.values()].filter(({ bindings }) => bindings.length > 0).reverse()
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title="Keys"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {filled.map(({ title, bindings }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl className={css['keys']}>
            {bindings.map(({ keys, label }) => [
              <dt key={`${keys} key`}>
                <kbd>{keys}</kbd>
              </dt>,
              <dd key={keys}>{label}</dd>,
            ])}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
