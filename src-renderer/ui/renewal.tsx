import type { SubscriptionView } from '#contract'
import { Ago } from './ago.tsx'

interface RenewalProps {
  readonly subscription: Pick<SubscriptionView, 'canceledAt' | 'currentPeriodEnd'>
}

/** When a subscription renews, or since when it is over. */
export function Renewal({ subscription: { canceledAt, currentPeriodEnd } }: RenewalProps) {
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
