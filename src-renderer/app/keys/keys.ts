import { create } from 'zustand'

/** A key, or two in a row (`g r`), and what it does here. */
export interface KeyBinding {
  readonly keys: string
  readonly label: string
  readonly run: () => void
}

export interface KeyGroup {
  readonly title: string
  readonly bindings: readonly KeyBinding[]
}

interface Keys {
  readonly groups: ReadonlyMap<symbol, KeyGroup>
  put(id: symbol, group: KeyGroup): void
  drop(id: symbol): void
}

/** What the keys do now; `?` lists it. The latest group wins where two want one key. */
export const useKeyStore = create<Keys>((set) => ({
  groups: new Map(),
  put: (id, group) => set(({ groups }) => ({ groups: new Map(groups).set(id, group) })),
  drop: (id) =>
    set(({ groups }) => ({ groups: new Map([...groups].filter(([other]) => other !== id)) })),
}))

export interface Pressed {
  /** The binding to run, if the keys so far name one. */
  readonly run: KeyBinding | undefined
  /** What to remember for the next key. */
  readonly prefix: string
}

/** Pure: which binding the key completes, given the one before it. */
export function press(groups: Iterable<KeyGroup>, prefix: string, key: string): Pressed {
  const bindings = [...groups].flatMap((group) => group.bindings).reverse()
  const wanted = prefix === '' ? key : `${prefix} ${key}`
  const run = bindings.find(({ keys }) => keys === wanted)
  if (run) return { run, prefix: '' }
  const starts = bindings.some(({ keys }) => keys.startsWith(`${wanted} `))
  if (starts) return { run: undefined, prefix: wanted }
  return prefix === ''
    ? { run: undefined, prefix: '' }
    : press([{ title: '', bindings: [...bindings].reverse() }], '', key)
}
