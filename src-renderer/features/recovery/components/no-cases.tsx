import { useSummary } from '../../../app/session/summary.ts'
import { Ago } from '../../../ui/ago.tsx'
import { formatCount } from '../../../ui/count.ts'
import { Empty } from '../../../ui/empty.tsx'
import { NoUsers } from '../../../ui/no-users.tsx'
import { refusalIn } from '../standing.ts'

export function NoCases({ onAudit }: { onAudit: () => void }) {
  const { data: summary } = useSummary()
  if (summary?.users === 0) return <NoUsers />
  const refusal = summary ? refusalIn(summary) : null
  const audited = summary?.lastAuditAt ?? null
  return (
    <Empty action={{ label: audited === null ? 'Audit' : 'Audit again', keys: 'A', run: onAudit }}>
      {audited === null && 'The links were never audited. An audit writes nothing.'}
      {audited !== null && refusal !== null && 'There is nothing to repair until this is solved.'}
      {audited !== null && refusal === null && (
        <>
          No broken links. Audited {summary && formatCount(summary.users)} users{' '}
          <Ago at={audited} />.
        </>
      )}
    </Empty>
  )
}
