import { useNavigate, useRouter } from '@tanstack/react-router'
import type { Alert } from '#contract'
import { useCursor } from '../../app/keys/use-cursor.ts'
import { useKeys } from '../../app/keys/use-keys.ts'
import { useAlerts } from '../../app/session/alerts.ts'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { many } from '../../ui/count.ts'
import { Empty } from '../../ui/empty.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import { AlertRow } from './components/alert-row.tsx'
import css from './components/alerts.module.css'
import { nextStep } from './next-step.ts'

/** Every open alert, newest first, each with its next step. */
export function AlertsPage() {
  const { data: alerts, error, refetch } = useAlerts()
  const { history } = useRouter()
  useKeys('Alerts', [{ keys: 'Escape', label: 'Back', run: () => history.back() }])
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <h1>{alerts ? headline(alerts) : 'Alerts'}</h1>
      </div>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!alerts && !error && <BlankRows />}
      {alerts?.length === 0 && (
        <Empty action={{ label: 'Back', keys: 'Esc', run: () => history.back() }}>
          An alert stands here until its problem is solved; it then goes by itself.
        </Empty>
      )}
      {alerts && alerts.length > 0 && <Rows alerts={alerts} />}
    </div>
  )
}

function headline(alerts: readonly Alert[]): string {
  return alerts.length === 0 ? 'No open alerts.' : `${many(alerts.length, 'alert')}, newest first`
}

function Rows({ alerts }: { alerts: readonly Alert[] }) {
  const navigate = useNavigate()
  const at = useCursor({
    title: 'Alerts',
    count: alerts.length,
    opens: 'Go to where it is solved',
    open: (index) => {
      const alert = alerts[index]
      if (alert) void navigate({ to: nextStep[alert.kind].to })
    },
  })
  return (
    <ul className={css['list']} aria-label="Alerts">
      {alerts.map((alert, index) => (
        <AlertRow key={alert.id} alert={alert} current={index === at} />
      ))}
    </ul>
  )
}
