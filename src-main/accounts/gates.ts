import type { Environment, Gate, ProfileId } from '#contract'
import { startGate } from './policy.ts'

/** How long a raised gate stays without use, in milliseconds. */
export const GATE_IDLE_MS = 30 * 60_000

/** What the gate of a profile follows from. */
export interface Gated {
  readonly id: ProfileId
  readonly environment: Environment
  /** Practice: its live side starts open too. */
  readonly sandbox: boolean
}

const height: Readonly<Record<Gate, number>> = { observe: 0, confirm: 1, open: 2 }

/** Whether the gate would be higher than where this profile starts. */
export const isHigher = (gate: Gate, than: Gate): boolean => height[gate] > height[than]

/**
 * Where the gate of each profile is, in this process's memory: it ends with the process. A raised one falls back when
 * nobody has used it for half an hour; `onFallBack` hears of it.
 */
export function createGates(now: () => number, onFallBack: () => void) {
  const set = new Map<ProfileId, { readonly gate: Gate; usedAt: number }>()
  const timers = new Map<ProfileId, NodeJS.Timeout>()
  const start = ({ sandbox, environment }: Gated): Gate =>
    sandbox ? 'open' : startGate(environment)

  function raised(profile: Gated) {
    const entry = set.get(profile.id)
    if (entry === undefined || !isHigher(entry.gate, start(profile))) return undefined
    if (now() - entry.usedAt < GATE_IDLE_MS) return entry
    set.delete(profile.id)
    return undefined
  }

  function of(profile: Gated): Gate {
    return raised(profile)?.gate ?? set.get(profile.id)?.gate ?? start(profile)
  }

  function forget(id: ProfileId): void {
    set.delete(id)
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  /** Tells open windows, which read the gate again then. */
  function tellWhenIdle(profile: Gated): void {
    clearTimeout(timers.get(profile.id))
    const tell = () => {
      if (raised(profile) === undefined) onFallBack()
      else tellWhenIdle(profile)
    }
    timers.set(profile.id, setTimeout(tell, GATE_IDLE_MS).unref())
  }

  return {
    of,
    forget,
    /** When it falls back if nobody uses it; null when it is not raised. */
    raisedUntil(profile: Gated): number | null {
      const entry = raised(profile)
      return entry === undefined ? null : entry.usedAt + GATE_IDLE_MS
    },
    put(profile: Gated, gate: Gate): void {
      set.set(profile.id, { gate, usedAt: now() })
      if (raised(profile) !== undefined) tellWhenIdle(profile)
    },
    /** Something went through it. */
    used(profile: Gated): void {
      const entry = raised(profile)
      if (entry !== undefined) entry.usedAt = now()
    },
    close(): void {
      for (const id of [...timers.keys()]) forget(id)
    },
  }
}
export type Gates = ReturnType<typeof createGates>
