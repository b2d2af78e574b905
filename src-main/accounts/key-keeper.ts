import type { KeyPlace, KeyRingTrouble, LockReason } from '#contract'
import { type KeyRing, KeyRingError } from './key-ring.ts'

export type FoundSecret =
  | { readonly kind: 'key'; readonly secretKey: string }
  | { readonly kind: 'none'; readonly reason: LockReason }

/** `place` is null until the key ring was asked for the first time. */
export interface KeyKeeperState {
  readonly place: KeyPlace | null
  readonly trouble: KeyRingTrouble | null
  readonly detail: string
}

const sentences: Readonly<Record<KeyRingTrouble, string>> = {
  missing:
    'This system has no key ring that Relink could use: keys live in memory until Relink ends, and are never written to a file.',
  locked:
    'The key ring of this system is locked: keys live in memory until Relink ends. Unlock it, and enter the key again to keep it.',
  refused:
    'The key ring of this system refused: keys live in memory until Relink ends, and are never written to a file.',
}

/** Keys in the system's key ring, else in memory for this run. Never in a file. */
export function createKeyKeeper(ring: KeyRing) {
  const run = new Map<string, string>()
  let asked = false
  let trouble: KeyRingTrouble | null = null

  /** What the ring answered, or what is wrong with it. */
  async function ask<T>(question: () => Promise<T>): Promise<{ answer: T } | KeyRingTrouble> {
    try {
      const answer = await question()
      trouble = null
      return { answer }
    } catch (error) {
      if (!(error instanceof KeyRingError)) throw error
      trouble = error.trouble
      return error.trouble
    } finally {
      asked = true
    }
  }

  return {
    isInMemory: (name: string): boolean => run.has(name),

    async keep(name: string, secretKey: string): Promise<KeyPlace> {
      const kept = await ask(() => ring.set(name, secretKey))
      if (typeof kept === 'object') {
        run.delete(name)
        return 'key_ring'
      }
      run.set(name, secretKey)
      return 'run'
    },

    async find(name: string, place: KeyPlace): Promise<FoundSecret> {
      const inMemory = run.get(name)
      if (inMemory !== undefined) return { kind: 'key', secretKey: inMemory }
      if (place === 'run') return { kind: 'none', reason: 'run_ended' }
      const found = await ask(() => ring.get(name))
      if (typeof found === 'string') return { kind: 'none', reason: found }
      if (found.answer === null) return { kind: 'none', reason: 'gone' }
      return { kind: 'key', secretKey: found.answer }
    },

    /** @returns why it is still in the key ring, or null when it is nowhere any more. */
    async forget(name: string, place: KeyPlace): Promise<KeyRingTrouble | null> {
      run.delete(name)
      if (place === 'run') return null
      const removed = await ask(() => ring.remove(name))
      return typeof removed === 'string' ? removed : null
    },

    state(): KeyKeeperState {
      if (!asked)
        return {
          place: null,
          trouble: null,
          detail:
            'Keys go to the key ring of this system, which is asked when the first is needed.',
        }
      if (trouble !== null) return { place: 'run', trouble, detail: sentences[trouble] }
      return { place: 'key_ring', trouble, detail: 'Keys are in the key ring of this system.' }
    },
  }
}
export type KeyKeeper = ReturnType<typeof createKeyKeeper>

/** What a person is told of a profile whose key is not to be had. */
export const lockSentences: Readonly<Record<LockReason, string>> = {
  run_ended: 'Its key was kept in memory, for a run of Relink that has ended. Enter it again.',
  missing: 'Its key is in a key ring that this system does not have now. Enter the key again.',
  locked: 'The key ring of this system is locked. Unlock it and try again, or enter the key.',
  refused: 'The key ring of this system did not give the key. Enter the key again.',
  gone: 'The key ring of this system has no key for this profile any more. Enter it again.',
  changed:
    'The key ring of this system has another key in its place, so it was not used. Enter the right one.',
}

/** The key of a kept profile is not to be had. */
export class ProfileLockedError extends Error {
  override readonly name = 'ProfileLockedError'
  readonly reason: LockReason
  constructor(reason: LockReason) {
    super(lockSentences[reason])
    this.reason = reason
  }
}
