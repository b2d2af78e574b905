import {
  IconHistory,
  IconLayoutDashboard,
  IconReceipt,
  IconUnlink,
  IconUsers,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { formatCount } from '../../ui/count.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useSummary } from '../session/summary.ts'
import css from './shell.module.css'

export function SideBar() {
  const { data: summary } = useSummary()
  const navigate = useNavigate()
  useKeys('Everywhere', [
    { keys: 'g o', label: 'Go to the Overview', run: () => void navigate({ to: '/overview' }) },
    { keys: 'g r', label: 'Go to Recovery', run: () => void navigate({ to: '/recovery' }) },
    { keys: 'g c', label: 'Go to Customers', run: () => void navigate({ to: '/customers' }) },
    {
      keys: 'g s',
      label: 'Go to Subscriptions',
      run: () => void navigate({ to: '/subscriptions' }),
    },
    { keys: 'g a', label: 'Go to Activity', run: () => void navigate({ to: '/activity' }) },
    { keys: 'g l', label: 'Go to the alerts', run: () => void navigate({ to: '/alerts' }) },
  ])
  const current = {
    activeProps: { 'aria-current': 'page' as const },
    className: css['place'] ?? '',
  }
  return (
    <nav className={css['side']} aria-label="Places">
      <Link to="/overview" {...current}>
        <IconLayoutDashboard size={16} stroke={1.5} aria-hidden />
        Overview
      </Link>
      <Link to="/recovery" {...current}>
        <IconUnlink size={16} stroke={1.5} aria-hidden />
        Recovery
        <span className={css['count']}>{summary ? formatCount(summary.inbox) : '–'}</span>
      </Link>
      <Link to="/customers" {...current}>
        <IconUsers size={16} stroke={1.5} aria-hidden />
        Customers
      </Link>
      <Link to="/subscriptions" {...current}>
        <IconReceipt size={16} stroke={1.5} aria-hidden />
        Subscriptions
      </Link>
      <Link to="/activity" {...current}>
        <IconHistory size={16} stroke={1.5} aria-hidden />
        Activity
      </Link>
    </nav>
  )
}
