import { EnvironmentWord } from '../../ui/environment-word.tsx'
import { useFromNow } from '../../ui/now.ts'
import { relativeTime } from '../../ui/time.ts'
import { useConnection } from '../session/connection.ts'
import { mirrorAsOf, useMirror } from '../session/mirror.ts'
import { useSession } from '../session/workspace.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import css from './shell.module.css'

export function TitleBar() {
  const { profile } = useSession()
  return (
    <header className={css['title']}>
      <ProfileMenu />
      <EnvironmentWord profile={profile} />
      <AsOf />
    </header>
  )
}

/** How old what you see is; in warn while nothing newer can come. */
function AsOf() {
  const lostAt = useConnection((connection) => connection.lostAt)
  const { data } = useMirror()
  const asOf = lostAt ?? (data ? mirrorAsOf(data) : null)
  const age = useFromNow((now) => (asOf === null ? '–' : relativeTime(asOf, now)))
  return (
    <span className={css['asOf']} data-stale={lostAt === null ? undefined : true} role="status">
      as of {age}
      {lostAt !== null && ' · connecting again'}
    </span>
  )
}
