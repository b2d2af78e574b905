import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { CaseDetail } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { useWriteLock } from '../../../app/session/writing.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { EnvironmentWord } from '../../../ui/environment-word.tsx'
import type { Repair } from '../hooks/use-repair.ts'
import { type Option, writesOf } from '../picks.ts'
import css from './case.module.css'
import type { Dismissal } from './dismiss-form.tsx'
import { RunSays } from './run-says.tsx'
import { Writes } from './writes.tsx'

interface CaseFootProps {
  readonly repair: Repair
  readonly detail: CaseDetail
  readonly chosen: Option | undefined
  readonly dismissal: Dismissal
}

/** Where it would be written, trying it, and doing it. */
export function CaseFoot({ repair, detail, chosen, dismissal }: CaseFootProps) {
  const { profile } = useSession()
  const [asking, setAsking] = useState(false)
  const lock = useLock(detail, chosen, dismissal)
  const ready = lock === null && chosen !== undefined && !repair.busy
  const canDryRun = chosen !== undefined && chosen.answer.kind !== 'dismiss' && !repair.busy

  const act = () => {
    if (!ready) return
    if (chosen.answer.kind === 'dismiss') repair.dismiss(dismissal)
    else if (detail.permission.allowed === 'ask') setAsking(true)
    else repair.run(chosen)
  }
  const dryRun = () => {
    if (canDryRun) repair.dryRun(chosen)
  }
  useKeys('Case', [
    { keys: 'Enter', label: chosen ? actionOf(chosen) : 'Repair', run: act },
    { keys: 'd', label: 'Dry run', run: dryRun },
    { keys: 'c', label: 'Check again', run: repair.recheck },
  ])
  return (
    <footer className={css['foot']}>
      <RunSays repair={repair} />
      {lock !== null && <p className={css['small']}>{lock}</p>}
      <div className={css['buttons']}>
        <EnvironmentWord profile={profile} />
        <span className={css['grow']} />
        <Button onClick={dryRun} disabled={!canDryRun}>
          Dry run <kbd>D</kbd>
        </Button>
        <Button
          variant="ink"
          onClick={act}
          disabled={!ready}
          leftSection={detail.permission.allowed === 'no' && <IconLock size={14} stroke={1.5} />}
        >
          {chosen ? actionOf(chosen) : 'Choose first'} <kbd>↵</kbd>
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={chosen ? actionOf(chosen) : ''}
        profile={profile}
        onCancel={() => setAsking(false)}
        onYes={() => {
          setAsking(false)
          if (chosen) repair.run(chosen, { yes: true })
        }}
      >
        {chosen && <Writes writes={writesOf(detail, chosen)} />}
      </Confirm>
    </footer>
  )
}

function actionOf({ answer }: Option): string {
  switch (answer.kind) {
    case 'relink':
      return 'Relink'
    case 'create':
      return 'Create and link'
    case 'dismiss':
      return 'Dismiss'
  }
}

/** Why the ink button does nothing now; null when it works, or when nothing is chosen. */
function useLock(detail: CaseDetail, chosen: Option | undefined, dismissal: Dismissal) {
  const lock = useWriteLock()
  if (lock !== null || chosen === undefined) return lock
  if (chosen.answer.kind === 'dismiss') {
    return dismissal.reason.trim() === '' ? 'Say why, for the record.' : null
  }
  if (detail.permission.allowed === 'no') {
    return `Locked: this profile’s gate is at ${detail.permission.gate}.`
  }
  return detail.status === 'held' ? 'Held: see the warning above the list.' : null
}
