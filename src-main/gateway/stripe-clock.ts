/** One answer's times: sent and received in milliseconds on our clock, `Date` in milliseconds on Stripe's or null. */
export interface AnswerTimes {
  readonly sent: number
  readonly received: number
  readonly date: number | null
}

/**
 * Says when, on Stripe's clock, an answer's state was read, although our clock may be wrong and Stripe's `Date` has
 * whole seconds. Every answer bounds how far our clock is ahead: Stripe stamped it within [date, date + 999], and we
 * saw that moment within [sent, received]. The bounds of all answers are intersected, so that after a few the interval
 * is hardly longer than the call; a clock that jumped contradicts them and starts anew. Without a `Date` our own clock
 * is all there is.
 */
export function createStripeClock() {
  let least = Number.NEGATIVE_INFINITY
  let most = Number.POSITIVE_INFINITY

  return {
    /** An interval that holds the true moment: never too short, perhaps up to a second too long on either side. */
    place({ sent, received, date }: AnswerTimes): { asked: number; answered: number } {
      if (date === null) return { asked: sent, answered: received }
      const [from, to] = [sent - (date + 999), received - date]
      least = Math.max(least, from)
      most = Math.min(most, to)
      if (least > most) [least, most] = [from, to]
      return { asked: sent - most, answered: Math.min(date + 999, received - least) }
    },
  }
}
