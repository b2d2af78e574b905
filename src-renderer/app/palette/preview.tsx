import { useQuery } from '@tanstack/react-query'
import type { CustomerPage } from '#contract'
import { rpc } from '../../rpc.ts'
import { shortId } from '../../ui/id.tsx'
import { markOf, marks, seamOf } from '../../ui/link-state.ts'
import { Mark } from '../../ui/mark.tsx'
import { formatMoney } from '../../ui/money.ts'
import { Renewal } from '../../ui/renewal.tsx'
import { Seam } from '../../ui/seam.tsx'
import { useSession } from '../session/workspace.tsx'
import css from './palette.module.css'

/** A person on both sides of the seam, before one goes there. */
export function PersonPreview({ user }: { user: string }) {
  const { profile } = useSession()
  const { data } = useQuery(
    rpc.customers.show.queryOptions({ input: { profile: profile.id, user } }),
  )
  return data ? <Person customer={data} /> : null
}

function Person({ customer }: { customer: CustomerPage }) {
  const { user, state, findings, storedId, subscriptions } = customer
  const mark = state === null ? null : markOf(state, findings)
  return (
    <>
      <p className={css['name']}>{user.name ?? user.email}</p>
      <p className={css['small']}>{user.email}</p>
      <div className={css['seam']}>
        <span>user {user.id}</span>
        <Seam
          direction="across"
          kind={seamOf(state, findings)}
          tone={mark === null ? 'third' : marks[mark].tone}
        />
        <code>{storedId === null ? 'none' : shortId(storedId)}</code>
      </div>
      {mark === null ? <p className={css['small']}>Never audited.</p> : <Mark mark={mark} />}
      <ul className={css['subscriptions']}>
        {subscriptions.slice(0, 3).map((one) => (
          <li key={one.id}>
            {one.product} {one.amount && formatMoney(one.amount)} · {one.status}{' '}
            <span className={css['small']}>
              <Renewal subscription={one} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
