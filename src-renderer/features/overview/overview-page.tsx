import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Outputs } from '#contract'
import { useKeys } from '../../app/keys/use-keys.ts'
import { useAudit } from '../../app/session/audit.ts'
import { useSummary } from '../../app/session/summary.ts'
import { Ago } from '../../ui/ago.tsx'
import { NoUsers } from '../../ui/no-users.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import { Health } from './components/health.tsx'
import { LinksBar } from './components/links-bar.tsx'
import { NeedsYou } from './components/needs-you.tsx'
import css from './components/overview.module.css'
import { StatusCounts } from './components/status-counts.tsx'
import { isUnknown, overviewSentence } from './standing.ts'

type Summary = Outputs['recovery']['summary']

/** Is billing healthy now? A sentence, what needs you, then proof. */
export function OverviewPage() {
  const { data: summary, error, refetch } = useSummary()
  return (
    <div className={page['page']}>
      <Head summary={summary} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {summary?.users === 0 && <NoUsers />}
      <div className={css['scroll']}>
        {summary && summary.lastAuditAt !== null && !isUnknown(summary) && (
          <LinksBar summary={summary} />
        )}
        <div className={css['halves']}>
          <NeedsYou />
          <div>
            <Health />
            <StatusCounts />
          </div>
        </div>
      </div>
    </div>
  )
}

/** The one sentence, and the one next action. */
function Head({ summary }: { summary: Summary | undefined }) {
  const navigate = useNavigate()
  const audit = useAudit()
  const review = () => void navigate({ to: '/recovery' })
  const hasCases = summary !== undefined && summary.inbox > 0
  const isNext = summary !== undefined && !hasCases && summary.users > 0
  useKeys('Overview', [
    ...(hasCases ? [{ keys: 'Enter', label: 'Review what needs you', run: review }] : []),
    { keys: 'a', label: 'Audit again', run: audit.start },
  ])
  const audited = summary?.lastAuditAt ?? null
  return (
    <>
      <div className={page['head']}>
        <div className={page['title']}>
          <h1>{summary ? overviewSentence(summary) : '–'}</h1>
          <p className={page['second']}>
            {audited !== null && (
              <>
                audited <Ago at={audited} />
              </>
            )}
          </p>
        </div>
        <div className={page['actions']}>
          <Button
            variant={isNext ? 'ink' : 'default'}
            onClick={audit.start}
            disabled={audit.busy}
            rightSection={<kbd>A</kbd>}
          >
            {audited === null ? 'Audit' : 'Audit again'}
          </Button>
          {hasCases && (
            <Button variant="ink" onClick={review} rightSection={<kbd>↵</kbd>}>
              Review
            </Button>
          )}
        </div>
      </div>
      {audit.error && <Problem error={audit.error} />}
    </>
  )
}
