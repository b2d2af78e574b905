import type { CustomerPage } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
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
      <span className={css['end']} title={user.id}>
        user <OutsideText>{user.id}</OutsideText>
      </span>
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
