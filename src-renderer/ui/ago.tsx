import { useFromNow } from './now.ts'
import { exactTime, marginTime, relativeTime } from './time.ts'

/** A moment as people say it, the exact one on hover. */
export function Ago({ at, margin = false }: { at: number; margin?: boolean }) {
  const text = useFromNow((now) => (margin ? marginTime(at, now) : relativeTime(at, now)))
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {text}
    </time>
  )
}
