import type { SubscriptionView } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { formatMoney } from '../../../ui/money.ts'
import css from './customer.module.css'

const bad = new Set(['past_due', 'unpaid', 'incomplete', 'incomplete_expired'])
const good = new Set(['active', 'trialing'])

function toneOf(status: string): 'ok' | 'bad' | 'third' {
  if (good.has(status)) return 'ok'
  return bad.has(status) ? 'bad' : 'third'
}

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
            <span data-tone={toneOf(one.status)}>{one.status}</span>
            <span className={css['small']}>{whenOf(one)}</span>
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

function whenOf({ canceledAt, currentPeriodEnd }: SubscriptionView) {
  if (canceledAt !== null) {
    return (
      <>
        canceled <Ago at={canceledAt} />
      </>
    )
  }
  if (currentPeriodEnd === null) return null
  return (
    <>
      renews <Ago at={currentPeriodEnd} />
    </>
  )
}
