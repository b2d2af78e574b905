/** How quickly work goes on. Null where it can't be known yet. */
export interface Pace {
  /** Between 0 and 1. */
  readonly share: number | null
  readonly perSecond: number | null
  readonly leftMs: number | null
}

interface Work {
  readonly done: number
  readonly total: number | null
  readonly startedAt: number
}

/** Under this, in milliseconds, a rate is a guess. */
const ENOUGH_MS = 1_000

/** Rate and time left from the average since the start: steady, and right at the end. */
export function paceOf({ done, total, startedAt }: Work, now: number): Pace {
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const spent = now - startedAt
  if (spent < ENOUGH_MS || done === 0) return { share, perSecond: null, leftMs: null }
  const perSecond = (done / spent) * 1_000
  const leftMs = total === null ? null : Math.max(0, ((total - done) / perSecond) * 1_000)
  return { share, perSecond, leftMs }
}
