import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { JobView } from '#contract'
import { useKeys } from '../../app/keys/use-keys.ts'
import { useJob } from '../../app/session/jobs.ts'
import { formatCount } from '../../ui/count.ts'
import { Problem } from '../../ui/problem.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import foot from './components/case.module.css'
import css from './components/run.module.css'
import { RunItems } from './components/run-items.tsx'
import { RunProgress } from './components/run-progress.tsx'
import { outcomeWord } from './copy.ts'
import { outcomeCounts } from './report.ts'

/** A repair of many while it runs, and what it came to. */
export function ReportPage() {
  const { job: id } = useParams({ strict: false })
  const { data: job, error } = useJob(id)
  const navigate = useNavigate()
  const leave = () => void navigate({ to: '/recovery', search: {} })
  useKeys('Run', [{ keys: 'Escape', label: 'Back to the cases', run: leave }])
  const result = job?.outcome?.kind === 'run' ? job.outcome.result : undefined
  return (
    <article ref={useArrival()} tabIndex={-1} className={css['pane']} aria-label="Repair of many">
      <header className={css['head']}>
        <h2>{titleOf(job)}</h2>
        {error && <Problem error={error} kept="What was repaired stays repaired." />}
        {job?.outcome?.kind === 'failure' && <p role="alert">{job.outcome.message}</p>}
        {result?.refused && <p role="alert">{result.refused.detail}</p>}
        {result && (
          <p>
            {outcomeCounts(result)
              .map(([outcome, count]) => `${formatCount(count)} ${outcomeWord[outcome]}`)
              .join(' · ') || 'Nothing was repaired.'}
          </p>
        )}
        {!error && !job?.outcome && (
          <RunProgress job={job} label="Repair">
            <p className={css['small']}>
              Cancel stops after the steps under way; what was done stays done.
            </p>
          </RunProgress>
        )}
      </header>
      {result ? (
        <RunItems items={result.items} dryRun={false} />
      ) : (
        <div className={css['spring']} />
      )}
      <footer className={foot['foot']}>
        <div className={foot['buttons']}>
          <span className={foot['grow']} />
          <Button onClick={leave}>
            Back <kbd>Esc</kbd>
          </Button>
        </div>
      </footer>
    </article>
  )
}

function titleOf(job: JobView | undefined): string {
  switch (job?.state) {
    case 'cancelled':
      return 'Stopped. What was repaired stays repaired.'
    case 'done':
      return 'Done'
    case 'failed':
      return 'The run failed'
    default:
      return 'Repairing'
  }
}
