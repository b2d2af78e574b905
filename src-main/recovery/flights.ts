import type { Scope } from './cases.ts'

/** One recovery at a time per owner and environment: whoever comes meanwhile waits, or shares the result. */
export function createFlights() {
  const lanes = new Map<string, Promise<unknown>>()
  const shared = new Map<string, Promise<unknown>>()
  type Subject = Pick<Scope, 'environment'> & { readonly userId: string | null }
  const keyOf = ({ environment, userId }: Subject) => JSON.stringify([environment, userId])

  /** Runs after everything before it on the same owner. */
  async function alone<T>(subject: Subject, work: () => Promise<T>): Promise<T> {
    const key = keyOf(subject)
    const before = lanes.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    lanes.set(key, mine)
    try {
      return await mine
    } finally {
      if (lanes.get(key) === mine) lanes.delete(key)
    }
  }

  /** A hundred callers who ask for the same, by the same leave, share one result. */
  async function together<T>(
    subject: Subject,
    asker: readonly unknown[],
    work: () => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([keyOf(subject), ...asker])
    const running = shared.get(key)
    // One key has one kind of work, so what is shared is of the caller's type.
    if (running !== undefined) return running as Promise<T>
    const mine = alone(subject, work)
    shared.set(key, mine)
    try {
      return await mine
    } finally {
      shared.delete(key)
    }
  }

  return { alone, together }
}
export type Flights = ReturnType<typeof createFlights>
