import { create } from 'zustand'

interface Palette {
  readonly opened: boolean
  /** How often it was opened: each time it begins empty. */
  readonly times: number
  show(): void
  hide(): void
}

/** Whether the palette is open: the search box in the title bar opens it too. */
export const usePalette = create<Palette>((set) => ({
  opened: false,
  times: 0,
  show: () => set(({ times }) => ({ opened: true, times: times + 1 })),
  hide: () => set({ opened: false }),
}))

/** How the key that opens it is printed on this machine's keyboard. */
export const paletteKey = /mac/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'
