import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSession } from '../../../app/session/workspace.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EnvironmentWord } from '../../../ui/environment-word.tsx'
import css from './case.module.css'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  readonly onYes: () => void
  readonly onCancel: () => void
}

/** Asks once, where the gate asks: what will happen, and in which environment. */
export function Confirm({ opened, title, children, onYes, onCancel }: ConfirmProps) {
  const { profile } = useSession()
  return (
    <Dialog opened={opened} onClose={onCancel} title={`${title}?`}>
      <div className={css['note']}>{children}</div>
      <div className={css['buttons']}>
        <EnvironmentWord profile={profile} />
        <span className={css['grow']} />
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="ink" onClick={onYes} data-autofocus>
          {title}
        </Button>
      </div>
    </Dialog>
  )
}
