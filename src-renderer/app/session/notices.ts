import type { Topic } from '#contract'

export interface Notice {
  readonly seq: number
  readonly topics: readonly Topic[]
}

export type Stale = 'all' | readonly Topic[]

/**
 * What a notice makes stale. The first of a connection, and one after a gap, mean that anything may have changed.
 *
 * @param last - The number of the notice before on this connection; undefined for the first.
 */
export function staleAfter(last: number | undefined, notice: Notice): Stale {
  return last !== undefined && notice.seq === last + 1 ? notice.topics : 'all'
}

/** Two things made stale at once are stale together. */
export function join(a: Stale, b: Stale): Stale {
  return a === 'all' || b === 'all' ? 'all' : [...new Set([...a, ...b])]
}
