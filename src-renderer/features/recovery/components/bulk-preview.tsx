import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunResult } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { useWriteLock } from '../../../app/session/writing.ts'
import { EnvironmentWord } from '../../../ui/environment-word.tsx'
import { Problem } from '../../../ui/problem.tsx'
import type { Run } from '../hooks/use-run.ts'
import { useStartAll } from '../hooks/use-start-all.ts'
import { inOrder, sizeOf, sizeSentence } from '../report.ts'
import foot from './case.module.css'
import { Confirm } from './confirm.tsx'
import css from './run.module.css'
import { RunItems } from './run-items.tsx'
import { RunProgress } from './run-progress.tsx'

/** What a repair of all would do, in numbers and names, before anything is written. */
export function BulkPreview({ preview, again }: { preview: Run; again: () => void }) {
  const { outcome } = preview
  const result = outcome?.kind === 'run' ? outcome.result : undefined
  return (
    <article className={css['pane']} aria-label="Repair all that is safe">
      <header className={css['head']}>
        <h2>Repair all that is safe</h2>
        {preview.error && <Problem error={preview.error} retry={again} />}
        {outcome?.kind === 'failure' && <p role="alert">{outcome.message}</p>}
        {result?.refused && <p role="alert">{result.refused.detail}</p>}
        {preview.busy && (
          <>
            <p>Checking each case again. Nothing is written.</p>
            <RunProgress job={preview.job} label="Preview" />
          </>
        )}
        {result && !result.refused && <p>{sizeSentence(sizeOf(result))}</p>}
      </header>
      {result ? (
        <RunItems items={inOrder(result.items, true)} dryRun />
      ) : (
        <div className={css['spring']} />
      )}
      <Foot result={result} cut={preview.job?.state === 'cancelled'} again={again} />
    </article>
  )
}

interface FootProps {
  readonly result: RunResult | undefined
  /** The preview was stopped before its end. */
  readonly cut: boolean
  readonly again: () => void
}

function Foot({ result, cut, again }: FootProps) {
  const { profile } = useSession()
  const navigate = useNavigate()
  const lock = useWriteLock()
  const starting = useStartAll()
  const [asking, setAsking] = useState(false)
  const count = result?.refused === null && !cut ? result.recovered : 0
  const ready = count > 0 && lock === null && profile.gate !== 'observe' && !starting.isPending
  const leave = () => void navigate({ to: '/recovery', search: {} })
  const label = count === 1 ? 'Repair 1 case' : `Repair ${count} cases`
  const start = (yes: boolean) => starting.start(result?.creates ?? 0, yes)
  const act = () => {
    if (!ready) return
    if (profile.gate === 'confirm') setAsking(true)
    else start(false)
  }
  useKeys('Preview', [
    { keys: 'Enter', label, run: act },
    { keys: 'Escape', label: 'Back to the cases', run: leave },
  ])
  return (
    <footer className={foot['foot']}>
      {starting.error && <Problem error={starting.error} />}
      {lock !== null && <p className={css['small']}>{lock}</p>}
      {profile.gate === 'observe' && (
        <p className={css['small']}>Locked: this profile’s gate is at observe.</p>
      )}
      {cut && <p className={css['small']}>The preview was stopped before its end.</p>}
      <div className={foot['buttons']}>
        <EnvironmentWord profile={profile} />
        <span className={foot['grow']} />
        <Button onClick={leave}>
          Back <kbd>Esc</kbd>
        </Button>
        {cut ? (
          <Button variant="ink" onClick={again}>
            Preview again
          </Button>
        ) : (
          <Button variant="ink" onClick={act} disabled={!ready}>
            {label} <kbd>↵</kbd>
          </Button>
        )}
      </div>
      <Confirm
        opened={asking}
        title={label}
        onCancel={() => setAsking(false)}
        onYes={() => {
          setAsking(false)
          start(true)
        }}
      >
        {result && sizeSentence(sizeOf(result))}
      </Confirm>
    </footer>
  )
}
