import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './empty.module.css'

interface EmptyProps {
  readonly children: ReactNode
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void }
}

/** Nothing here: one sentence why, and the one next step. */
export function Empty({ children, action }: EmptyProps) {
  return (
    <div className={css['empty']}>
      <p>{children}</p>
      {action && (
        <Button
          variant="ink"
          onClick={action.run}
          rightSection={action.keys && <kbd>{action.keys}</kbd>}
        >
          {action.label}
        </Button>
      )}
    </div>
  )
}
