import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { JobView, Outputs } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { Ago } from '../../../ui/ago.tsx'
import { formatCount } from '../../../ui/count.ts'
import page from '../../../ui/page.module.css'
import { toAddress, useMarked } from '../marked.ts'
import { standingSentence } from '../standing.ts'

type Summary = Outputs['recovery']['summary']

interface RecoveryHeadProps {
  readonly summary: Summary | undefined
  /** The page below says the rest. */
  readonly quiet: boolean
  readonly audit: { start: () => void; busy: boolean; job: JobView | undefined }
}

/** The one sentence, and the two things to do about all of it. */
export function RecoveryHead({ summary, audit, quiet }: RecoveryHeadProps) {
  const many = useMany(summary)
  return (
    <>
      <div className={page['head']}>
        <div className={page['title']}>
          <h1>{summary ? standingSentence(summary) : '–'}</h1>
          <p className={page['second']}>{summary && !quiet && <Standing summary={summary} />}</p>
        </div>
        <div className={page['actions']}>
          {!quiet && (
            <Button onClick={audit.start} disabled={audit.busy} rightSection={<kbd>A</kbd>}>
              Audit again
            </Button>
          )}
          {many.count > 0 && (
            <Button onClick={many.repair} rightSection={<kbd>B</kbd>}>
              {many.label}
            </Button>
          )}
        </div>
      </div>
      <progress
        className={page['line']}
        aria-label="Audit"
        value={audit.job?.done ?? 0}
        max={audit.job?.total ?? 1}
      />
    </>
  )
}

/** What can be repaired together: the marked cases, else all that is safe. */
function useMany(summary: Summary | undefined) {
  const navigate = useNavigate()
  const marked = useMarked(({ cases }) => cases)
  const safe = summary?.safe ?? 0
  const count = marked.size > 0 ? marked.size : safe
  const search = marked.size > 0 ? { cases: toAddress(marked) } : {}
  const repair = () => void navigate({ to: '/recovery/repair', search })
  const label =
    marked.size > 0
      ? `Repair ${formatCount(count)} marked…`
      : `Repair ${formatCount(count)} safe ${count === 1 ? 'one' : 'ones'}…`
  useKeys('Recovery', count > 0 ? [{ keys: 'b', label: label.replace('…', ''), run: repair }] : [])
  return { count, label, repair }
}

function Standing({ summary }: { summary: Summary }) {
  const { needLook, lastAuditAt, byState } = summary
  return (
    <>
      {formatCount(byState.linked ?? 0)} linked
      {needLook > 0 && ` · ${formatCount(needLook)} work, but need a look`}
      {lastAuditAt !== null && (
        <>
          {' · audited '}
          <Ago at={lastAuditAt} />
        </>
      )}
    </>
  )
}
