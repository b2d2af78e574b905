import { Link, useNavigate } from '@tanstack/react-router'
import type { CustomerPage } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { usePortalLink } from '../../../app/session/portal-link.ts'
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
  const facts = [user.name === null ? null : user.email, `user ${user.id}`, user.companyName]
  return (
    <div className={css['page']}>
      <p className={css['crumb']}>
        <Link to="/customers">Customers</Link> / <b>{user.name ?? user.email}</b>
      </p>
      <div className={css['head']}>
        <h1>{user.name ?? user.email}</h1>
        <span className={css['small']}>{facts.filter((fact) => fact !== null).join(' · ')}</span>
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
