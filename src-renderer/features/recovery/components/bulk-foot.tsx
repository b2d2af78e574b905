import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunResult } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { useWriteLock } from '../../../app/session/writing.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { many } from '../../../ui/count.ts'
import { EnvironmentWord } from '../../../ui/environment-word.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { useStartMany, type Which } from '../hooks/use-start-many.ts'
import { repairsIn, sizeOf, sizeSentence } from '../report.ts'
import css from './case.module.css'

interface BulkFootProps {
  readonly which: Which
  readonly result: RunResult | undefined
  readonly release: string | undefined
  /** The preview was stopped before its end. */
  readonly cut: boolean
  readonly again: () => void
}

/** Where it would be written, and doing it: no bigger than the preview said. */
export function BulkFoot({ which, result, release, cut, again }: BulkFootProps) {
  const { profile } = useSession()
  const navigate = useNavigate()
  const lock = useLock(cut)
  const starting = useStartMany(which)
  const [asking, setAsking] = useState(false)
  const count = repairsIn(result)
  const ready = count > 0 && lock === null && !starting.isPending
  const label = count === 0 ? 'Repair' : `Repair ${many(count, 'case')}`
  const leave = () => void navigate({ to: '/recovery', search: {} })
  const start = (consent: { yes?: true }) => {
    const released = release === undefined ? {} : { release }
    starting.start({ maxCreates: result?.creates ?? 0, ...released, ...consent })
  }
  const act = () => {
    if (!ready) return
    if (profile.gate === 'confirm') setAsking(true)
    else start({})
  }
  useKeys('Preview', [
    { keys: 'Enter', label, run: act },
    { keys: 'Escape', label: 'Back to the cases', run: leave },
  ])
  return (
    <footer className={css['foot']}>
      {starting.error && <Problem error={starting.error} />}
      {lock !== null && <p className={css['small']}>{lock}</p>}
      <div className={css['buttons']}>
        <EnvironmentWord profile={profile} />
        <span className={css['grow']} />
        <Button onClick={leave}>
          Back <kbd>Esc</kbd>
        </Button>
        <Button variant="ink" onClick={cut ? again : act} disabled={!cut && !ready}>
          {cut ? 'Preview again' : label} {!cut && <kbd>↵</kbd>}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={label}
        profile={profile}
        onCancel={() => setAsking(false)}
        onYes={() => {
          setAsking(false)
          start({ yes: true })
        }}
      >
        {result && sizeSentence(sizeOf(result))}
      </Confirm>
    </footer>
  )
}

/** Why the run can't be started now, as a sentence; null when it can. */
function useLock(cut: boolean): string | null {
  const lock = useWriteLock()
  const { profile } = useSession()
  if (cut) return 'The preview was stopped before its end.'
  if (lock !== null) return lock
  return profile.gate === 'observe' ? 'Locked: this profile’s gate is at observe.' : null
}
