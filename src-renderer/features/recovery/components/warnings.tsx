import type { Alert, Outputs } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { alertTone } from '../copy.ts'
import css from './warnings.module.css'

interface WarningsProps {
  readonly alerts: readonly Alert[]
  readonly refused: Outputs['recovery']['summary']['refused']
}

/** What a person must know before repairing anything: open alerts, and why no run may write. */
export function Warnings({ alerts, refused }: WarningsProps) {
  if (alerts.length === 0 && refused === null) return null
  return (
    <div className={css['warnings']} role="status">
      {refused && (
        <div className={css['warning']} data-tone="bad">
          <strong>{refused.reason === 'held' ? 'Held.' : 'Nothing may be repaired.'}</strong>{' '}
          {refused.detail}
          {refused.code !== null && (
            <>
              {' '}
              A person who has looked may release it with the code <Id value={refused.code} />.
            </>
          )}
        </div>
      )}
      {alerts.map((alert) => (
        <div key={alert.id} className={css['warning']} data-tone={alertTone[alert.severity]}>
          {alert.message}{' '}
          <span className={css['when']}>
            {alert.count > 1 && `${alert.count} times, last `}
            <Ago at={alert.lastAt} />
          </span>
        </div>
      ))}
    </div>
  )
}
