import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CustomerPage } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { findingSentence, stateSentence } from '../../../ui/link-sentences.ts'
import { markOf, marks, seamOf } from '../../../ui/link-state.ts'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { Seam } from '../../../ui/seam.tsx'
import { type SideRow, sideRows } from '../sides.ts'
import css from './customer.module.css'

const ourWord: Record<SideRow['field'], string> = {
  email: 'E-mail',
  name: 'Name',
  id: 'Stored id',
}
const theirWord: Record<SideRow['field'], string> = { ...ourWord, id: 'Customer' }

/** Who they are on both sides, what differs, and the one next action. */
export function Sides({ customer }: { customer: CustomerPage }) {
  const { state, findings } = customer
  const rows = sideRows(customer)
  return (
    <section className={css['sides']} aria-label="Link">
      <div className={css['side']}>
        <h2 className={css['label']}>Your application</h2>
        {rows.map((row) => (
          <Fact key={row.field} word={ourWord[row.field]} differs={row.differs}>
            <Ours row={row} />
          </Fact>
        ))}
      </div>
      <Seam
        direction="down"
        kind={seamOf(state, findings)}
        tone={marks[markOf(state, findings)].tone}
      />
      <div className={css['side']}>
        <h2 className={css['label']}>Stripe</h2>
        {rows.map((row) => (
          <Fact key={row.field} word={theirWord[row.field]} differs={row.differs}>
            <Theirs row={row} customer={customer} />
          </Fact>
        ))}
      </div>
      <Verdict customer={customer} />
    </section>
  )
}

interface FactProps {
  readonly word: string
  readonly differs: boolean
  readonly children: ReactNode
}

function Fact({ word, differs, children }: FactProps) {
  return (
    <div className={css['fact']} data-differs={differs || undefined}>
      <span className={css['word']}>{word}</span>
      <span>{children}</span>
    </div>
  )
}

function Ours({ row: { field, ours } }: { row: SideRow }) {
  if (ours === null) return '–'
  return field === 'id' ? <Id value={ours} /> : <OutsideText>{ours}</OutsideText>
}

function Theirs({ row: { field, theirs }, customer }: { row: SideRow; customer: CustomerPage }) {
  const { stripe, storedId } = customer
  if (field !== 'id') return theirs === null ? '–' : <OutsideText>{theirs}</OutsideText>
  if (theirs === null) return storedId === null ? 'none' : 'no such customer'
  if (!stripe?.deleted) return <Id value={theirs} />
  return (
    <>
      <Id value={theirs} struck /> deleted, seen <Ago at={stripe.asOf} />
    </>
  )
}

function Verdict({
  customer: { state, findings, case: open, checkedAt },
}: {
  customer: CustomerPage
}) {
  const navigate = useNavigate()
  const review = () =>
    void navigate({ to: '/recovery/$case', params: { case: String(open) }, search: {} })
  useKeys(
    'Customer',
    open === null ? [] : [{ keys: 'Enter', label: `Open case ${open}`, run: review }],
  )
  const { tone } = marks[markOf(state, findings)]
  const [first, ...others] = [
    ...(state === null || state === 'linked' ? [] : [stateSentence[state]]),
    ...findings.map((finding) => findingSentence[finding]),
  ]
  return (
    <div className={css['verdict']}>
      <p>
        <strong data-tone={tone}>{first ?? 'Never audited.'}</strong> {others.join(' ')}{' '}
        {checkedAt !== null && (
          <span className={css['small']}>
            checked <Ago at={checkedAt} />
          </span>
        )}
      </p>
      {open !== null && (
        <Button variant="ink" onClick={review}>
          Open case {open} <kbd>↵</kbd>
        </Button>
      )}
    </div>
  )
}
