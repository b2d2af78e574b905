const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** At least 0 and below 1. */
  next(): number
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number
  /** Letters and digits, as Stripe's ids have them. */
  letters(length: number): string
  pick<T>(from: readonly [T, ...T[]]): T
}

/** Turns any text into a seed (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  // mulberry32: small, quick, and good enough to draw worlds and faults from.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    letters(length) {
      let text = ''
      while (text.length < length) text += ALPHABET[below(ALPHABET.length)]
      return text
    },
    pick: (from) => from[below(from.length)] ?? from[0],
  }
}
