import { Select, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import type { LinkState } from '#contract'
import { useKeys } from '../../app/keys/use-keys.ts'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { linkStates, marks } from '../../ui/link-state.ts'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import css from './components/customer-grid.module.css'
import { CustomerGrid } from './components/customer-grid.tsx'
import { useCustomers } from './hooks/use-customers.ts'

const anyState = { value: '', label: 'Any state' }
const stateFilter = [anyState, ...linkStates.map((value) => ({ value, label: marks[value].word }))]

/** Every user of the directory, found by name, e-mail or id. */
export function CustomersPage() {
  const { q = '', state } = useSearch({ strict: false })
  const known = linkStates.find((one) => one === state)
  const navigate = useNavigate()
  const customers = useCustomers(q, known)
  const input = useRef<HTMLInputElement>(null)
  useKeys('Customers', [{ keys: '/', label: 'Search', run: () => input.current?.focus() }])
  const show = (search: { q?: string; state?: LinkState | '' }) =>
    void navigate({ to: '/customers', search: (old) => ({ ...old, ...search }), replace: true })
  const open = (user: string) => void navigate({ to: '/customers/$user', params: { user } })
  const isFiltered = q !== '' || known !== undefined
  const clear = isFiltered ? () => show({ q: '', state: '' }) : null
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <h1>Customers</h1>
        <TextInput
          ref={input}
          className={css['search'] ?? ''}
          aria-label="Search customers"
          placeholder="Name or e-mail, or a whole id"
          value={q}
          rightSection={<kbd>/</kbd>}
          onChange={({ currentTarget }) => show({ q: currentTarget.value })}
          onKeyDown={({ key, currentTarget }) => {
            // What is shown while the answer is on its way is of the words before.
            const found = customers.isPlaceholderData ? [] : (customers.data ?? [])
            const [only, ...others] = found
            if (key === 'Enter' && only !== undefined && others.length === 0) open(only.userId)
            else if (key === 'Escape' || key === 'Enter') currentTarget.blur()
          }}
        />
        <Select
          aria-label="State of the link"
          w={128}
          data={stateFilter}
          value={known ?? ''}
          onChange={(value) => show({ state: linkStates.find((one) => one === value) ?? '' })}
        />
      </div>
      {customers.error && (
        <Problem error={customers.error} retry={() => void customers.refetch()} />
      )}
      {!customers.data && !customers.error && <BlankRows count={20} />}
      {customers.data && (
        <CustomerGrid customers={customers} rows={customers.data} clear={clear} query={q} />
      )}
    </div>
  )
}
