import { Link } from '@tanstack/react-router'
import type { JobView } from '#contract'
import { isRunning, useJob, useJobs } from '../../../app/session/jobs.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { describePace } from '../../../ui/describe-pace.ts'
import { useFromNow } from '../../../ui/now.ts'
import css from './case-list.module.css'

/** The repairs of many that go on now, each with the way to its progress. A preview repairs nothing. */
export function RunsUnderWay() {
  const { profile } = useSession()
  const { data: jobs = [] } = useJobs()
  const runs = jobs.filter(
    (job) => isRunning(job) && job.stage === 'repairing' && job.profile === profile.id,
  )
  if (runs.length === 0) return null
  return (
    <ul className={css['runs']} aria-label="Runs">
      {runs.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </ul>
  )
}

function RunLine({ run }: { run: JobView }) {
  const { data: latest = run } = useJob(run.id)
  const pace = useFromNow((now) => describePace(latest, now))
  return (
    <li>
      <Link to="/recovery/runs/$job" params={{ job: run.id }} search>
        Repairing {pace} →
      </Link>
    </li>
  )
}
