import { Button } from '@mantine/core'
import type { RunRefusal } from '#contract'
import { Problem } from '../../../ui/problem.tsx'
import { useArrival } from '../../../ui/use-arrival.ts'
import type { Run } from '../hooks/use-run.ts'
import type { Which } from '../hooks/use-start-many.ts'
import { sizeOf, sizeSentence } from '../report.ts'
import { BulkFoot } from './bulk-foot.tsx'
import css from './run.module.css'
import { RunItems } from './run-items.tsx'
import { RunProgress } from './run-progress.tsx'

interface BulkPreviewProps {
  readonly run: Run
  readonly which: Which
  /** The code by which a person released a held run. */
  readonly release: string | undefined
  readonly preview: (release?: string) => void
}

/** What a repair of all would do, in numbers and names, before anything is written. */
export function BulkPreview({ run, which, release, preview }: BulkPreviewProps) {
  const { outcome } = run
  const title = which.all ? 'Repair all that is safe' : 'Repair the marked cases'
  const result = outcome?.kind === 'run' ? outcome.result : undefined
  const refused = result?.refused ?? null
  return (
    <article ref={useArrival()} tabIndex={-1} className={css['pane']} aria-label={title}>
      <header className={css['head']}>
        <h2>{title}</h2>
        {run.error && <Problem error={run.error} retry={() => preview(release)} />}
        {outcome?.kind === 'failure' && <p role="alert">{outcome.message}</p>}
        {run.busy && (
          <>
            <p>Checking each case again. Nothing is written.</p>
            <RunProgress job={run.job} label="Preview" />
          </>
        )}
        {refused && <Refused refused={refused} preview={preview} />}
        {result && !refused && <p>{sizeSentence(sizeOf(result))}</p>}
      </header>
      {result && !refused ? (
        <RunItems items={result.items} dryRun />
      ) : (
        <div className={css['spring']} />
      )}
      <BulkFoot
        which={which}
        result={result}
        release={release}
        cut={run.job?.state === 'cancelled'}
        again={() => preview(release)}
      />
    </article>
  )
}

interface RefusedProps {
  readonly refused: RunRefusal
  readonly preview: (release: string) => void
}

/** Why nothing may be repaired; a person who has looked may let it pass where there is a code for it. */
function Refused({ refused: { detail, code }, preview }: RefusedProps) {
  return (
    <div role="alert" className={css['refused']}>
      <p>{detail}</p>
      {code !== null && (
        <Button variant="danger" className={css['cancel'] ?? ''} onClick={() => preview(code)}>
          I have looked: release {code}
        </Button>
      )}
    </div>
  )
}
