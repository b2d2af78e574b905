import { IconBell, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { formatCount, many } from '../../ui/count.ts'
import { EnvironmentWord } from '../../ui/environment-word.tsx'
import { useFromNow } from '../../ui/now.ts'
import { relativeTime } from '../../ui/time.ts'
import { paletteKey, usePalette } from '../palette/store.ts'
import { useAlerts } from '../session/alerts.ts'
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
      <SearchBox />
      <AsOf />
      <Bell />
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

/** How many alerts are open, and the way to them. */
function Bell() {
  const { data: alerts = [] } = useAlerts()
  return (
    <Link to="/alerts" className={css['bell'] ?? ''} aria-label={many(alerts.length, 'alert')}>
      <IconBell size={16} stroke={1.5} aria-hidden />
      {alerts.length > 0 && <span>{formatCount(alerts.length)}</span>}
    </Link>
  )
}

/** The way to the palette for a pointer. */
function SearchBox() {
  const { show } = usePalette()
  return (
    <button type="button" className={css['search']} onClick={show}>
      <IconSearch size={14} stroke={1.5} aria-hidden />
      Search or paste an id, e-mail
      <kbd>{paletteKey}</kbd>
    </button>
  )
}
