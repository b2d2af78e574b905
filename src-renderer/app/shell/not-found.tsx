import { useNavigate } from '@tanstack/react-router'
import { Empty } from '../../ui/empty.tsx'

export function NotFound() {
  const navigate = useNavigate()
  return (
    <Empty
      action={{
        label: 'Go to Recovery',
        keys: 'G R',
        run: () => void navigate({ to: '/recovery' }),
      }}
    >
      There is no such page.
    </Empty>
  )
}
