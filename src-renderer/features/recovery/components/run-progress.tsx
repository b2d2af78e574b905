import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { JobView } from '#contract'
import { useCancelJob } from '../../../app/session/jobs.ts'
import { describePace } from '../../../ui/describe-pace.ts'
import { useFromNow } from '../../../ui/now.ts'
import css from './run.module.css'

interface RunProgressProps {
  readonly job: JobView | undefined
  readonly label: string
  /** What a cancel would mean. */
  readonly children?: ReactNode
}

/** How far a run is, how quickly it goes, and the way to stop it. */
export function RunProgress({ job, label, children }: RunProgressProps) {
  const cancel = useCancelJob()
  const pace = useFromNow((now) => (job ? describePace(job, now) : ''))
  return (
    <div>
      <progress
        className={css['bar']}
        aria-label={label}
        {...(job?.total ? { value: job.done, max: job.total } : {})}
      />
      <p className={css['small']} role="status">
        {pace || 'Starting…'}
      </p>
      {children}
      {job && (
        <Button
          className={css['cancel'] ?? ''}
          onClick={() => cancel.mutate({ job: job.id })}
          disabled={cancel.isPending}
        >
          Cancel
        </Button>
      )}
    </div>
  )
}
