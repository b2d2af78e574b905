import type { SubscriptionView } from '#contract'
import { Id } from '../../../ui/id.tsx'
import { formatMoney } from '../../../ui/money.ts'
import { Renewal } from '../../../ui/renewal.tsx'
import { subscriptionTone } from '../../../ui/subscription-tone.ts'
import css from './customer.module.css'

interface SubscriptionsProps {
  readonly subscriptions: readonly SubscriptionView[]
  /** The id that is stored; a subscription of another customer names it. */
  readonly storedId: string | null
}

export function Subscriptions({ subscriptions, storedId }: SubscriptionsProps) {
  return (
    <section>
      <h2>Subscriptions</h2>
      {subscriptions.length === 0 && <p className={css['small']}>None.</p>}
      <ul>
        {subscriptions.map((one) => (
          <li key={one.id} className={css['row']}>
            <span className={css['what']}>
              {one.product} {one.customerId !== storedId && <Id value={one.customerId} short />}
            </span>
            <span data-tone={subscriptionTone(one.status)}>{one.status}</span>
            <span className={css['small']}>
              <Renewal subscription={one} />
            </span>
            <span className={css['money']}>
              {one.amount && formatMoney(one.amount)}
              {one.interval !== null && <span className={css['small']}> a {one.interval}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
