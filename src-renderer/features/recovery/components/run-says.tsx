import type { JobOutcome } from '#contract'
import { describePace } from '../../../ui/describe-pace.ts'
import { useFromNow } from '../../../ui/now.ts'
import { Problem } from '../../../ui/problem.tsx'
import { outcomeSentence } from '../copy.ts'
import type { Repair } from '../hooks/use-repair.ts'
import css from './case.module.css'

/** How the run of this case goes, or went. */
export function RunSays({ repair }: { repair: Repair }) {
  const { job, outcome } = repair.current
  const pace = useFromNow((now) => (job ? describePace(job, now) : ''))
  if (repair.error) {
    return <Problem error={repair.error} kept="What was already written is in the record." />
  }
  if (repair.busy) {
    return (
      <p className={css['small']} role="status">
        {job ? `${job.stage} ${pace}` : 'Starting…'}
      </p>
    )
  }
  if (outcome === null) return null
  return (
    <p className={css['says']} role="status">
      {repair.dry && <strong>Dry run, nothing was written. </strong>}
      {sentenceOf(outcome, repair.dry)}
    </p>
  )
}

function sentenceOf(outcome: JobOutcome, dry: boolean): string {
  if (outcome.kind === 'failure') return outcome.message
  if (outcome.kind !== 'run') return ''
  const { refused, items } = outcome.result
  if (refused) return refused.detail
  const [item] = items
  if (!item) return 'There was nothing to do.'
  if (dry && item.outcome === 'recovered') {
    return item.plan.kind === 'create'
      ? 'It would create a customer and link it.'
      : `It would link ${item.customerId ?? item.plan.customerId}.`
  }
  return [outcomeSentence[item.outcome], item.detail].filter(Boolean).join(' ')
}
