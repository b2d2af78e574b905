import type { CustomerPage } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { Seam } from '../../../ui/seam.tsx'
import css from './customer.module.css'

/** A link that works needs one line. */
export function HealthyLink({
  customer: { user, storedId, checkedAt },
}: {
  customer: CustomerPage
}) {
  return (
    <div className={css['healthy']}>
      <span>user {user.id}</span>
      <span className={css['thread']}>
        <Seam direction="across" kind="linked" tone="ok" />
      </span>
      {storedId !== null && <Id value={storedId} short />}
      <Mark mark="linked" />
      {checkedAt !== null && (
        <span className={css['small']}>
          checked <Ago at={checkedAt} />
        </span>
      )}
    </div>
  )
}
