const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `just now`, `12 s ago`, `3 days ago`, `in 8 days`; a date once it is over a month away. */
export function relativeTime(at: number, now: number): string {
  const away = Math.abs(now - at)
  if (away > 30 * DAY) return shortDate(at, now)
  if (away < 1_000) return 'just now'
  const amount = roughly(away)
  return at > now ? `in ${amount}` : `${amount} ago`
}

/** `12 s`, `3 min`, `2 h`, `5 days`. */
export function roughly(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.floor(ms / 1_000))} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  const days = Math.floor(ms / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

const sameYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })

/** `21 Nov`, with the year when it is not this one. */
export function shortDate(at: number, now: number): string {
  const format = new Date(at).getFullYear() === new Date(now).getFullYear() ? sameYear : otherYear
  return format.format(at)
}

/** `12:41` today, else the date: the margin of a time line. */
export function marginTime(at: number, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString()
  return today ? clock.format(at) : shortDate(at, now)
}

/** The whole moment, for the hover. */
export function exactTime(at: number): string {
  return exact.format(at)
}
