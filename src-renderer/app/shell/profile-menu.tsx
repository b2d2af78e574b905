import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { EnvironmentWord } from '../../ui/environment-word.tsx'
import { useSession } from '../session/workspace.tsx'
import css from './shell.module.css'

/** The profile in view; a menu only where there is another one. */
export function ProfileMenu() {
  const { workspace, profile } = useSession()
  const navigate = useNavigate()
  if (workspace.profiles.length < 2) return <span className={css['profile']}>{profile.label}</span>
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" rightSection={<IconChevronDown size={12} stroke={1.5} />}>
          {profile.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {workspace.profiles.map((other) => (
          <Menu.Item
            key={other.id}
            rightSection={<EnvironmentWord profile={other} />}
            onClick={() => void navigate({ to: '/recovery', search: { profile: other.id } })}
          >
            {other.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
