import { useEffect, useRef } from 'react'
import { type KeyBinding, press, useKeyStore } from './keys.ts'

/** How long the first of two keys waits for the second, in milliseconds. */
const WAIT_MS = 1_000

/** Gives keys a meaning for as long as the caller is on the page. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const id = useRef(Symbol(title))
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map(({ keys, label }) => `${keys}\n${label}`).join('\n')
  useEffect(() => {
    const own = id.current
    const offered = shape === '' ? [] : latest.current
    useKeyStore.getState().put(own, {
      title,
      bindings: offered.map(({ keys, label }) => ({
        keys,
        label,
        run: () => latest.current.find((binding) => binding.keys === keys)?.run(),
      })),
    })
    return () => useKeyStore.getState().drop(own)
  }, [title, shape])
}

/** Listens for as long as the caller is on the page: the shell, once. */
export function useKeyListener(): void {
  useEffect(() => {
    let prefix = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event)) return
      const pressed = press(useKeyStore.getState().groups.values(), prefix, event.key)
      prefix = pressed.prefix
      clearTimeout(timer)
      timer = setTimeout(() => {
        prefix = ''
      }, WAIT_MS)
      if (!pressed.run) return
      event.preventDefault()
      pressed.run.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

const typing = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'
/** What Enter and Space already press. A selected row is a link too, but its Enter is the next action. */
const pressable = 'button, a:not([aria-current]), summary, [role=option], [role=menuitem]'

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element))
    return true
  if (document.querySelector('[aria-modal=true]') !== null) return true
  if (event.target.matches(typing)) return event.key !== 'Escape'
  if (event.target.matches('[type=radio], [role=separator], hr'))
    return event.key.startsWith('Arrow')
  return (event.key === 'Enter' || event.key === ' ') && event.target.closest(pressable) !== null
}
