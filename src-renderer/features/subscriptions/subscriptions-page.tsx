import { Button, Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { formatCount } from '../../ui/count.ts'
import { Id } from '../../ui/id.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import { SubscriptionGrid } from './components/subscription-grid.tsx'
import { useStatuses, useSubscriptions } from './hooks/use-subscriptions.ts'

const anyStatus = { value: '', label: 'Any status' }

/** Every subscription of the account, newest first. */
export function SubscriptionsPage() {
  const { status = '', price = '' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const subscriptions = useSubscriptions({ status, price })
  const show = (search: { status?: string; price?: string }) =>
    void navigate({ to: '/subscriptions', search: (old) => ({ ...old, ...search }), replace: true })
  const isFiltered = status !== '' || price !== ''
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <h1>Subscriptions</h1>
        <StatusFilter status={status} onChange={(value) => show({ status: value })} />
        {price !== '' && (
          <span className={page['actions']}>
            <Id value={price} />
            <Button variant="subtle" onClick={() => show({ price: '' })}>
              Any price
            </Button>
          </span>
        )}
      </div>
      {subscriptions.error && (
        <Problem error={subscriptions.error} retry={() => void subscriptions.refetch()} />
      )}
      {!subscriptions.data && !subscriptions.error && <BlankRows count={20} />}
      {subscriptions.data && (
        <SubscriptionGrid
          subscriptions={subscriptions}
          rows={subscriptions.data}
          clear={isFiltered ? () => show({ status: '', price: '' }) : null}
        />
      )}
    </div>
  )
}

interface StatusFilterProps {
  readonly status: string
  readonly onChange: (status: string) => void
}

/** The statuses that occur, and the one asked for though there is none. */
function StatusFilter({ status, onChange }: StatusFilterProps) {
  const { data: statuses = [] } = useStatuses()
  const known = statuses.map((one) => ({
    value: one.status,
    label: `${one.status} ${formatCount(one.count)}`,
  }))
  const asked = known.some(({ value }) => value === status) || status === ''
  return (
    <Select
      aria-label="Status"
      w={160}
      data={[anyStatus, ...known, ...(asked ? [] : [{ value: status, label: status }])]}
      value={status}
      onChange={(value) => onChange(value ?? '')}
    />
  )
}
