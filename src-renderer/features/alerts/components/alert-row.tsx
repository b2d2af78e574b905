import { Link } from '@tanstack/react-router'
import type { Alert } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { alertTone } from '../../../ui/alert-tone.ts'
import { formatCount } from '../../../ui/count.ts'
import { nextStep } from '../next-step.ts'
import css from './alerts.module.css'

interface AlertRowProps {
  readonly alert: Alert
  readonly current: boolean
}

/** A problem, how often and since when, and the way to where it is solved. */
export function AlertRow({ alert, current }: AlertRowProps) {
  const { kind, severity, message, environment, count, firstAt, lastAt } = alert
  const { label, to } = nextStep[kind]
  return (
    <li
      className={css['alert']}
      data-tone={alertTone[severity]}
      data-current={current || undefined}
    >
      <p className={css['message']}>
        <strong className={css['severity']}>{severity}</strong> {message}
      </p>
      <p className={css['small']}>
        {environment !== null && `${environment} · `}
        {count > 1 && `${formatCount(count)} times since `}
        {count > 1 && <Ago at={firstAt} />}
        {count > 1 && ', last '}
        <Ago at={lastAt} />
      </p>
      <Link to={to} className={css['step'] ?? ''}>
        {label} →
      </Link>
    </li>
  )
}
