import { useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { useKeyStore } from '../keys/keys.ts'
import { useKeys } from '../keys/use-keys.ts'
import css from './shell.module.css'

const signs: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
}

/** Keys as they are printed on a keyboard. */
function shown(keys: string): string {
  return signs[keys] ?? keys.toUpperCase()
}

/** What the keys do here, on `?`. */
export function KeysDialog() {
  const [opened, setOpened] = useState(false)
  const groups = useKeyStore((keys) => keys.groups)
  useKeys('Everywhere', [{ keys: '?', label: 'Show the keys', run: () => setOpened(true) }])
  const byTitle = Map.groupBy([...groups.values()].reverse(), ({ title }) => title)
  return (
    <Dialog opened={opened} onClose={() => setOpened(false)} title="Keys">
      {[...byTitle].map(([title, same]) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl className={css['keys']}>
            {same
              .flatMap(({ bindings }) => bindings)
              .map(({ keys, label }) => [
                <dt key={`${keys} key`}>
                  <kbd>{shown(keys)}</kbd>
                </dt>,
                <dd key={keys}>{label}</dd>,
              ])}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
