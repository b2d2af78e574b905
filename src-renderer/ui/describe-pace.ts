import type { JobView } from '#contract'
import { formatCount } from './count.ts'
import { paceOf } from './pace.ts'
import { roughly } from './time.ts'

const rate = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })

/** `120 of 500 · 8.3 a second · 46 s left`: only what is known. */
export function describePace(
  job: Pick<JobView, 'done' | 'total' | 'startedAt'>,
  now: number,
): string {
  const { perSecond, leftMs } = paceOf(job, now)
  const parts = [
    job.total === null
      ? formatCount(job.done)
      : `${formatCount(job.done)} of ${formatCount(job.total)}`,
  ]
  if (perSecond !== null) parts.push(`${rate.format(perSecond)} a second`)
  if (leftMs !== null) parts.push(`${roughly(leftMs)} left`)
  return parts.join(' · ')
}
