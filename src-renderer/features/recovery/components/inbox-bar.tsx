import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../../../app/keys/use-keys.ts'
import page from '../../../ui/page.module.css'
import type { Inbox } from '../hooks/use-inbox.ts'
import css from './case-list.module.css'

const views = [
  { value: 'needs_you', label: 'Needs you' },
  { value: 'done', label: 'Done' },
]

/** Which cases the list shows. */
export function InboxBar({ inbox }: { inbox: Inbox }) {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  useKeys('List', [{ keys: '/', label: 'Filter', run: () => input.current?.focus() }])
  return (
    <div className={page['bar']}>
      <Select
        aria-label="Which cases"
        w={112}
        data={views}
        value={inbox.view}
        onChange={(view) =>
          void navigate({ to: '/recovery', search: view === 'done' ? { view } : {} })
        }
      />
      <TextInput
        ref={input}
        className={css['filter'] ?? ''}
        aria-label="Filter by person or id"
        placeholder="Filter by person or id"
        value={inbox.q}
        rightSection={<kbd>/</kbd>}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ to: '.', search: (old) => ({ ...old, q: value }), replace: true })
        }
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape' || key === 'Enter') currentTarget.blur()
        }}
      />
    </div>
  )
}
