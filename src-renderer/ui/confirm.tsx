import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ProfileView } from '#contract'
import css from './dialog.module.css'
import { Dialog } from './dialog.tsx'
import { EnvironmentWord } from './environment-word.tsx'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  /** Where it would be written. */
  readonly profile: ProfileView
  readonly children: ReactNode
  readonly onYes: () => void
  readonly onCancel: () => void
}

/** Asks once, where the gate asks: what will happen, and in which environment. */
export function Confirm({ opened, title, profile, children, onYes, onCancel }: ConfirmProps) {
  return (
    <Dialog opened={opened} onClose={onCancel} title={`${title}?`}>
      <div className={css['what']}>{children}</div>
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
