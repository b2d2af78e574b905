import { useFromNow } from '../../ui/now.ts'
import { relativeTime } from '../../ui/time.ts'
import { useConnection } from '../session/connection.ts'
import { isRunning, useJobs } from '../session/jobs.ts'
import { mirrorAsOf, useMirror, useSync } from '../session/mirror.ts'
import { useSession, type Workspace } from '../session/workspace.tsx'
import { RunningJob } from './running-job.tsx'
import css from './shell.module.css'

const lostSentence = 'No answer. If Relink was closed, start it again and open its new address.'

function place({ kind, home }: Workspace): string {
  return kind === 'demo' ? 'Demo, starts afresh' : home
}

/** Facts about the machine room, and the work under way. */
export function StatusBar() {
  const { workspace } = useSession()
  const { data: jobs = [] } = useJobs()
  const lost = useConnection(({ status }) => status === 'lost')
  return (
    <footer className={css['status']}>
      <span className={css['fact']}>
        <i className={css['dot']} data-lost={lost || undefined} />
        {lost ? lostSentence : place(workspace)}
      </span>
      {jobs.filter(isRunning).map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      <span className={css['right']}>
        <MirrorAge />
        <span>Relink {workspace.version}</span>
      </span>
    </footer>
  )
}

function MirrorAge() {
  const { profile } = useSession()
  const { data } = useMirror()
  const sync = useSync()
  const asOf = data ? mirrorAsOf(data) : null
  const age = useFromNow((now) => (asOf === null ? '–' : relativeTime(asOf, now)))
  const failed = data?.kinds.find(({ run }) => run === 'failed')
  return (
    <span className={css['fact']} title={failed?.reason ?? undefined}>
      mirror {age}
      {failed && ', incomplete'}
      <button
        type="button"
        className={css['inlineButton']}
        onClick={() => sync.mutate({ profile: profile.id })}
      >
        Sync
      </button>
    </span>
  )
}
