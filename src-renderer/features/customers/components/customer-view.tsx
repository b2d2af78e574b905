import { Link, useNavigate } from '@tanstack/react-router'
import type { CustomerPage } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { usePortalLink } from '../../../app/session/portal-link.ts'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { Cards } from './cards.tsx'
import css from './customer.module.css'
import { HealthyLink } from './healthy-link.tsx'
import { PortalLinkButton, PortalLinkSays } from './portal-link.tsx'
import { Sides } from './sides.tsx'
import { Subscriptions } from './subscriptions.tsx'
import { TimeLine } from './time-line.tsx'

/** The seam on top, then what they pay for and with, everything else one time line. */
export function CustomerView({ customer }: { customer: CustomerPage }) {
  const { user, state, findings, stripe } = customer
  const navigate = useNavigate()
  const link = usePortalLink(user.id)
  useKeys('Customer', [
    {
      keys: 'Escape',
      label: 'Back to the customers',
      run: () => void navigate({ to: '/customers' }),
    },
  ])
  const healthy = state === 'linked' && findings.length === 0
  const name = user.name ?? user.email
  return (
    <div className={css['page']}>
      <p className={css['crumb']} title={name}>
        <Link to="/customers">Customers</Link> /{' '}
        <b>
          <OutsideText>{name}</OutsideText>
        </b>
      </p>
      <div className={css['head']}>
        <h1 title={name}>
          <OutsideText>{name}</OutsideText>
        </h1>
        <Who user={user} />
        <span className={css['actions']}>
          <PortalLinkButton link={link} user={user} />
        </span>
      </div>
      <PortalLinkSays link={link} user={user} />
      {healthy ? <HealthyLink customer={customer} /> : <Sides customer={customer} />}
      <div className={css['columns']}>
        <Subscriptions subscriptions={customer.subscriptions} storedId={customer.storedId} />
        <Cards customerId={stripe === null || stripe.deleted ? null : stripe.customerId} />
      </div>
      <TimeLine items={customer.timeline} />
    </div>
  )
}

function Who({ user }: Pick<CustomerPage, 'user'>) {
  return (
    <span className={css['who']}>
      {user.name !== null && (
        <>
          <OutsideText>{user.email}</OutsideText> ·{' '}
        </>
      )}
      user <OutsideText>{user.id}</OutsideText>
      {user.companyName !== null && (
        <>
          {' '}
          · <OutsideText>{user.companyName}</OutsideText>
        </>
      )}
    </span>
  )
}
