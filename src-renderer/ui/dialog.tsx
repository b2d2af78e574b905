import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './dialog.module.css'

interface DialogProps {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  readonly onClose: () => void
}

/** What must be answered or read before anything else: live, can't be undone, or the list of keys. */
export function Dialog({ opened, title, children, onClose }: DialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      classNames={{ content: css['sheet'] ?? '', header: css['sheet'] ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* A dialog's header is not the banner of the page. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
