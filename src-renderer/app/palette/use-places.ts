import { useNavigate } from '@tanstack/react-router'
import { formatCount } from '../../ui/count.ts'
import { useAudit } from '../session/audit.ts'
import { useSync } from '../session/mirror.ts'
import { useSummary } from '../session/summary.ts'
import { useSession } from '../session/workspace.tsx'
import type { Item } from './items.ts'

const places = [
  ['Overview', '/overview', 'How billing stands'],
  ['Recovery', '/recovery', 'The cases that need you'],
  ['Customers', '/customers', 'Every user with their link'],
  ['Subscriptions', '/subscriptions', 'Who pays for what, newest first'],
  ['Activity', '/activity', 'What was changed and what was asked'],
  ['Alerts', '/alerts', 'What is wrong now'],
] as const

/** Every page, and what can be done from anywhere. */
export function usePlaces(): Item[] {
  const navigate = useNavigate()
  const { profile } = useSession()
  const audit = useAudit()
  const sync = useSync()
  const { data: summary } = useSummary()
  const item = (group: Item['group'], label: string, detail: string, run: () => void): Item => {
    return { key: label, group, label, detail, user: null, run }
  }
  const safe = summary?.safe ?? 0
  return [
    ...places.map(([label, to, detail]) =>
      item('Go to', label, detail, () => void navigate({ to })),
    ),
    item('Do', 'Audit every link', 'Looks at each link again. Writes nothing.', audit.start),
    item('Do', 'Sync the mirror', 'Copies the account to this disk.', () =>
      sync.mutate({ profile: profile.id }),
    ),
    ...(safe === 0
      ? []
      : [
          item(
            'Do',
            `Repair ${formatCount(safe)} safe ones…`,
            'Shows first, in numbers and names, what would be written.',
            () => void navigate({ to: '/recovery/repair', search: {} }),
          ),
        ]),
  ]
}
