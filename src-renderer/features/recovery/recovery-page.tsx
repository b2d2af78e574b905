import { Outlet } from '@tanstack/react-router'
import { useKeys } from '../../app/keys/use-keys.ts'
import { useAlerts } from '../../app/session/alerts.ts'
import { useAudit } from '../../app/session/audit.ts'
import { useSummary } from '../../app/session/summary.ts'
import { BlankRows } from '../../ui/blank-rows.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { CaseList } from './components/case-list.tsx'
import { InboxBar } from './components/inbox-bar.tsx'
import { InboxTabs } from './components/inbox-tabs.tsx'
import { NoCases } from './components/no-cases.tsx'
import { RecoveryHead } from './components/recovery-head.tsx'
import { RunsUnderWay } from './components/runs-under-way.tsx'
import { Warnings } from './components/warnings.tsx'
import { type Inbox, useInbox } from './hooks/use-inbox.ts'
import { InboxContext } from './inbox-context.ts'
import { useMarked } from './marked.ts'
import { refusalIn } from './standing.ts'

/** The inbox: what is wrong and how much it costs, the cases, and beside them the one in view. */
export function RecoveryPage() {
  const inbox = useInbox()
  const summary = useSummary()
  const alerts = useAlerts()
  const audit = useAudit()
  useMarkKeys(inbox.selected)
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
        <Warnings
          alerts={alerts.data ?? []}
          refused={summary.data ? refusalIn(summary.data) : null}
        />
        <InboxTabs summary={summary.data} />
        <InboxBody inbox={inbox} onAudit={audit.start} />
      </div>
    </InboxContext>
  )
}

/** `x` marks the case in view, so that several can be repaired together. */
function useMarkKeys(selected: number | undefined) {
  const hasMarks = useMarked(({ cases }) => cases.size > 0)
  const { toggle, clear } = useMarked.getState()
  const mark = (number: number) => ({
    keys: 'x',
    label: 'Mark the case',
    run: () => toggle(number),
  })
  const unmark = { keys: 'Escape', label: 'Unmark all', run: clear }
  const keys = selected === undefined ? [] : [mark(selected), ...(hasMarks ? [unmark] : [])]
  useKeys('Recovery', keys)
}

/** Nothing waits, and nothing else was asked for. */
function isEmpty({ items, isAlone, view }: Inbox): boolean {
  return items?.length === 0 && isAlone && view === 'needs_you'
}

function InboxBody({ inbox, onAudit }: { inbox: Inbox; onAudit: () => void }) {
  if (isEmpty(inbox)) return <NoCases onAudit={onAudit} />
  return (
    <SplitPane
      list={
        <>
          <InboxBar inbox={inbox} />
          {inbox.view === 'running' && <RunsUnderWay />}
          {inbox.error && <Problem error={inbox.error} retry={() => void inbox.refetch()} />}
          {!inbox.items && !inbox.error && <BlankRows />}
          {inbox.items && <CaseList inbox={inbox} />}
        </>
      }
      detail={<Outlet />}
    />
  )
}
