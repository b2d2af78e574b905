/**
 * Finds a rate where no limit is published: after a 429, half of what was sent in the second before, for a while. What
 * is refused within a second of that was sent before it and says nothing new.
 */
export function createPace(calmMs: number) {
  let starts: number[] = []
  let perSecond = Number.POSITIVE_INFINITY
  let slowedAt = Number.NEGATIVE_INFINITY
  let calmUntil = Number.NEGATIVE_INFINITY

  return {
    started(now: number): void {
      starts = starts.filter((at) => at > now - 1000)
      starts.push(now)
    },
    slowDown(now: number): void {
      calmUntil = now + calmMs
      if (now < slowedAt + 1000) return
      slowedAt = now
      perSecond = Math.max(1, starts.filter((at) => at > now - 1000).length / 2)
    },
    /** Milliseconds until the next may start. */
    delay(now: number): number {
      const last = starts.at(-1)
      if (now >= calmUntil || last === undefined) return 0
      return Math.max(0, last + 1000 / perSecond - now)
    },
  }
}
