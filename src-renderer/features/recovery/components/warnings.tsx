import { Link } from '@tanstack/react-router'
import type { Alert, Outputs } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { alertTone } from '../../../ui/alert-tone.ts'
import css from './warnings.module.css'

interface WarningsProps {
  readonly alerts: readonly Alert[]
  readonly refused: Outputs['recovery']['summary']['refused']
}

/** Alerts that the refusal of every run already tells. */
const saysTheSame = new Set<Alert['kind']>(['wrong_account', 'links_missing', 'key_refused'])

/** What a person must know before repairing anything: open alerts, and why no run may write. */
export function Warnings({ alerts, refused }: WarningsProps) {
  const shown = refused === null ? alerts : alerts.filter(({ kind }) => !saysTheSame.has(kind))
  if (shown.length === 0 && refused === null) return null
  return (
    <div className={css['warnings']} role="status">
      {refused && (
        <div className={css['warning']} data-tone="bad">
          <strong>{refused.reason === 'held' ? 'Held.' : 'Nothing may be repaired.'}</strong>{' '}
          {refused.detail}
          {refused.code !== null && (
            <Link to="/recovery/repair" search={{}} className={css['release'] ?? ''}>
              Look and release…
            </Link>
          )}
        </div>
      )}
      {shown.map((alert) => (
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
