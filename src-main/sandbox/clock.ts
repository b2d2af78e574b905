/** The sandbox's own time: the caller's clock plus what tests have advanced it by. */
export interface Clock {
  /** Milliseconds since 1970. */
  milliseconds(): number
  /** Unix seconds, as Stripe stamps objects. */
  seconds(): number
  /** Moves time forward; never back. */
  advance(seconds: number): void
}

export function createClock(now: () => number): Clock {
  let ahead = 0
  return {
    milliseconds: () => now() + ahead,
    seconds: () => Math.floor((now() + ahead) / 1000),
    advance(seconds) {
      if (!(seconds >= 0)) throw new RangeError('The clock only moves forward.')
      ahead += seconds * 1000
    },
  }
}
