import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { type Mark, marks } from '../../../ui/link-state.ts'
import page from '../../../ui/page.module.css'
import type { Inbox } from '../hooks/use-inbox.ts'
import css from './case-list.module.css'

const anything = { value: '', label: 'Anything' }

/** Which of the cases the list shows. */
export function InboxBar({ inbox }: { inbox: Inbox }) {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  useKeys('List', [{ keys: '/', label: 'Filter', run: () => input.current?.focus() }])
  const show = (search: { q?: string; only?: Mark | undefined }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...search }), replace: true })
  return (
    <div className={page['bar']}>
      <Select
        aria-label="What is wrong"
        w={136}
        data={[
          anything,
          ...inbox.present.map((mark) => ({ value: mark, label: marks[mark].word })),
        ]}
        value={inbox.only ?? ''}
        onChange={(value) => show({ only: inbox.present.find((mark) => mark === value) })}
      />
      <TextInput
        ref={input}
        className={css['filter'] ?? ''}
        aria-label="Filter by person or id"
        placeholder="Filter by person or id"
        value={inbox.q}
        rightSection={<kbd>/</kbd>}
        onChange={({ currentTarget: { value } }) => show({ q: value })}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape' || key === 'Enter') currentTarget.blur()
        }}
      />
    </div>
  )
}
