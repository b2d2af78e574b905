import { useParams } from '@tanstack/react-router'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { Problem } from '../../ui/problem.tsx'
import { CustomerView } from './components/customer-view.tsx'
import { useCustomer } from './hooks/use-customer.ts'

/** One person on both sides of the link. */
export function CustomerPage() {
  const { user = '' } = useParams({ strict: false })
  const { data, error, refetch } = useCustomer(user)
  if (data) return <CustomerView customer={data} />
  if (error) return <Problem error={error} retry={() => void refetch()} />
  return <BlankRows />
}
