import type { JobView } from '#contract'
import { paceOf } from './pace.ts'
import { roughly } from './time.ts'

const count = new Intl.NumberFormat('en')
const rate = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })

/** `120 of 500 · 8.3 a second · 46 s left`: only what is known. */
export function describePace(
  job: Pick<JobView, 'done' | 'total' | 'startedAt'>,
  now: number,
): string {
  const { perSecond, leftMs } = paceOf(job, now)
  const parts = [
    job.total === null
      ? count.format(job.done)
      : `${count.format(job.done)} of ${count.format(job.total)}`,
  ]
  if (perSecond !== null) parts.push(`${rate.format(perSecond)} a second`)
  if (leftMs !== null) parts.push(`${roughly(leftMs)} left`)
  return parts.join(' · ')
}
