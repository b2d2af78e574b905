import type { JobView } from '#contract'
import { describePace } from '../../ui/describe-pace.ts'
import { useFromNow } from '../../ui/now.ts'
import { useCancelJob, useJob } from '../session/jobs.ts'
import css from './shell.module.css'

const verbs: Record<JobView['kind'], string> = {
  audit: 'Auditing',
  run: 'Repairing',
  sync: 'Copying',
  import: 'Importing',
}

/** Work under way: what, how far, how quickly, how long still, and the way to stop it. */
export function RunningJob({ job }: { job: JobView }) {
  const { data: latest = job } = useJob(job.id)
  const cancel = useCancelJob()
  const pace = useFromNow((now) => describePace(latest, now))
  return (
    <span className={css['job']}>
      {latest.stage === 'examining' ? 'Checking' : verbs[latest.kind]} {pace}
      <button
        type="button"
        className={css['inlineButton']}
        onClick={() => cancel.mutate({ job: job.id })}
      >
        Cancel
      </button>
    </span>
  )
}
