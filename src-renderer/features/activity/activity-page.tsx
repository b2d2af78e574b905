import { Link, Outlet } from '@tanstack/react-router'
import page from '../../ui/page.module.css'

/** What was changed, and what was asked: two lists, newest first. */
export function ActivityPage() {
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <h1>Activity</h1>
        <nav className={page['tabs']} aria-label="Kinds of activity">
          <Link to="/activity/changes" className={page['tab'] ?? ''}>
            Changes
          </Link>
          <Link to="/activity/requests" className={page['tab'] ?? ''}>
            Requests
          </Link>
        </nav>
      </div>
      <Outlet />
    </div>
  )
}
