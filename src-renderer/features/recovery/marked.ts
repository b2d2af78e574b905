import { create } from 'zustand'

interface Marked {
  readonly cases: ReadonlySet<number>
  toggle(number: number): void
  clear(): void
}

/** The cases that a person marked, to repair them together. */
export const useMarked = create<Marked>((set) => ({
  cases: new Set(),
  toggle: (number) =>
    set(({ cases }) => ({
      cases: cases.has(number)
        ? new Set([...cases].filter((other) => other !== number))
        : new Set([...cases, number]),
    })),
  clear: () => set({ cases: new Set() }),
}))

/** Marked cases as they stand in an address: `3,14`. */
export function toAddress(cases: Iterable<number>): string {
  return [...cases].join(',')
}

/** The cases that an address names; undefined where it names none. */
export function fromAddress(text: string | undefined): number[] | undefined {
  const cases = (text ?? '')
    .split(',')
    .map(Number)
    .filter((one) => Number.isInteger(one) && one > 0)
  return cases.length === 0 ? undefined : cases
}
