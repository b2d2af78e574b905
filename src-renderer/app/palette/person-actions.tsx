import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { CustomerRow } from '#contract'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { type PortalLink, usePortalLink } from '../session/portal-link.ts'
import { useSession } from '../session/workspace.tsx'
import { useWriteLock } from '../session/writing.ts'
import { Chooser } from './chooser.tsx'
import { type Item, matching } from './items.ts'
import css from './palette.module.css'

interface PersonActionsProps {
  readonly person: CustomerRow
  readonly back: () => void
  readonly close: () => void
}

/** What can be done for one person, the portal link first. */
export function PersonActions({ person, back, close }: PersonActionsProps) {
  const { profile } = useSession()
  const navigate = useNavigate()
  const lock = useWriteLock()
  const [typed, setTyped] = useState('')
  const link = usePortalLink(person.userId)
  const name = person.name ?? person.email
  const item = (label: string, run: () => void): Item => {
    return { key: label, group: 'Do', label, detail: '', user: person.userId, run }
  }
  const leaving = (run: () => void) => () => {
    close()
    run()
  }
  const open = leaving(
    () => void navigate({ to: '/customers/$user', params: { user: person.userId } }),
  )
  const review = leaving(
    () =>
      void navigate({ to: '/recovery/$case', params: { case: String(person.case) }, search: {} }),
  )
  const actions = [
    ...(lock === null ? [item('Copy portal link', link.make)] : []),
    item('Open the customer page', open),
    ...(person.case === null ? [] : [item(`Open case ${person.case}`, review)]),
  ]
  return (
    <>
      <Chooser
        items={matching(actions, typed)}
        busy={false}
        typed={typed}
        onType={setTyped}
        onEscape={back}
        placeholder={`What to do for ${name}`}
        nothing="There is no such action."
      >
        {lock !== null && <p className={css['says']}>{lock}</p>}
        <Says link={link} />
      </Chooser>
      <Confirm
        opened={link.asks}
        title="Make a portal link"
        profile={profile}
        onYes={() => link.answer(true)}
        onCancel={() => link.answer(false)}
      >
        Whoever has the link can change cards and subscriptions of {name} for a short time.
      </Confirm>
    </>
  )
}

/** What became of the link, in place. */
function Says({ link }: { link: PortalLink }) {
  return (
    <div role="status" className={css['says']}>
      {link.busy && 'Making the link…'}
      {link.error && <Problem error={link.error} kept="No link was made." />}
      {link.made && (
        <>
          {link.made.copied ? 'Portal link copied.' : 'The portal link could not be copied.'}{' '}
          <Button variant="subtle" onClick={link.made.open}>
            Open
          </Button>
        </>
      )}
    </div>
  )
}
