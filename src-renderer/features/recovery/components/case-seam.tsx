import type { CaseDetail } from '#contract'
import { Id } from '../../../ui/id.tsx'
import { markOf, marks, seamOf } from '../../../ui/link-state.ts'
import { Mark } from '../../../ui/mark.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { Seam } from '../../../ui/seam.tsx'
import css from './case.module.css'

/** The id the column holds since the repair; null while there was none. */
function repairedTo(detail: CaseDetail): string | null {
  if (detail.status !== 'recovered') return null
  const written = detail.writes.find(({ where }) => where === 'directory')
  return written?.after ?? detail.plan.customerId
}

/** The user, the customer, and the line between them as it is now. */
export function CaseSeam({ detail }: { detail: CaseDetail }) {
  const now = repairedTo(detail)
  const repaired = detail.status === 'recovered'
  const mark = repaired ? 'linked' : markOf(detail.state, detail.findings)
  const id = now ?? detail.storedId ?? detail.orphanId
  return (
    <div className={css['seam']}>
      <UserEnd id={detail.userId} />
      <Seam
        direction="across"
        kind={repaired ? 'linked' : seamOf(detail.state, detail.findings)}
        tone={marks[mark].tone}
      />
      {id !== null && (
        <Id
          value={id}
          short
          struck={!repaired && detail.state === 'deleted'}
          {...(!repaired && marks[mark].tone === 'bad' && { tone: 'bad' as const })}
        />
      )}
      <Mark mark={mark} />
    </div>
  )
}

function UserEnd({ id }: { id: string | null }) {
  if (id === null) return <span>no user</span>
  return (
    <span className={css['end']} title={id}>
      user <OutsideText>{id}</OutsideText>
    </span>
  )
}
