import { Outlet } from '@tanstack/react-router'
import { useKeys } from '../../app/keys/use-keys.ts'
import { useSummary } from '../../app/session/summary.ts'
import { BlankRows } from '../../ui/blank-rows.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { CaseList } from './components/case-list.tsx'
import { InboxBar } from './components/inbox-bar.tsx'
import { NoCases } from './components/no-cases.tsx'
import { RecoveryHead } from './components/recovery-head.tsx'
import { Warnings } from './components/warnings.tsx'
import { useAlerts } from './hooks/use-alerts.ts'
import { useAudit } from './hooks/use-audit.ts'
import { type Inbox, useInbox } from './hooks/use-inbox.ts'
import { InboxContext } from './inbox-context.ts'

/** The inbox: what is wrong and how much it costs, the cases, and beside them the one in view. */
export function RecoveryPage() {
  const inbox = useInbox()
  const summary = useSummary()
  const alerts = useAlerts()
  const audit = useAudit()
  useKeys('Recovery', [
    { keys: 'j', label: 'Next case', run: inbox.next },
    { keys: 'k', label: 'Previous case', run: inbox.previous },
    { keys: 'ArrowDown', label: 'Next case', run: inbox.next },
    { keys: 'ArrowUp', label: 'Previous case', run: inbox.previous },
    { keys: 'a', label: 'Audit again', run: audit.start },
  ])
  return (
    <InboxContext value={inbox}>
      <div className={page['page']}>
        <RecoveryHead summary={summary.data} audit={audit} quiet={isEmpty(inbox)} />
        {summary.error && <Problem error={summary.error} retry={() => void summary.refetch()} />}
        {audit.error && <Problem error={audit.error} />}
        <Warnings alerts={alerts.data ?? []} refused={summary.data?.refused ?? null} />
        <InboxBody inbox={inbox} onAudit={audit.start} />
      </div>
    </InboxContext>
  )
}

/** Nothing waits, and nothing else was asked for. */
function isEmpty({ items, selected, view }: Inbox): boolean {
  return items?.length === 0 && selected === undefined && view === 'needs_you'
}

function InboxBody({ inbox, onAudit }: { inbox: Inbox; onAudit: () => void }) {
  if (isEmpty(inbox)) return <NoCases onAudit={onAudit} />
  return (
    <SplitPane
      list={
        <>
          <InboxBar inbox={inbox} />
          {inbox.error && <Problem error={inbox.error} retry={() => void inbox.refetch()} />}
          {!inbox.items && !inbox.error && <BlankRows />}
          {inbox.items && <CaseList inbox={inbox} />}
        </>
      }
      detail={<Outlet />}
    />
  )
}
