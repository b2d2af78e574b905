import { Button } from '@mantine/core'
import type { CustomerPage } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import type { PortalLink } from '../../../app/session/portal-link.ts'
import { useSession } from '../../../app/session/workspace.tsx'
import { useWriteLock } from '../../../app/session/writing.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { Problem } from '../../../ui/problem.tsx'
import css from './customer.module.css'

interface PortalLinkProps {
  readonly link: PortalLink
  readonly user: CustomerPage['user']
}

/** Makes the link and copies it; at a gate that asks, after a yes. */
export function PortalLinkButton({ link, user }: PortalLinkProps) {
  const { profile } = useSession()
  const lock = useWriteLock()
  const make = () => {
    if (lock === null) link.make()
  }
  useKeys('Customer', [{ keys: 'p', label: 'Copy a portal link', run: make }])
  return (
    <>
      <Button onClick={make} disabled={lock !== null || link.busy} title={lock ?? undefined}>
        Portal link <kbd>P</kbd>
      </Button>
      <Confirm
        opened={link.asks}
        title="Make a portal link"
        profile={profile}
        onYes={() => link.answer(true)}
        onCancel={() => link.answer(false)}
      >
        Whoever has the link can change cards and subscriptions of{' '}
        <OutsideText>{user.name ?? user.email}</OutsideText> for a short time.
      </Confirm>
    </>
  )
}

/** What became of it, in place. */
export function PortalLinkSays({ link, user }: PortalLinkProps) {
  return (
    <div role="status">
      {link.error && <Problem error={link.error} kept="No link was made." retry={link.make} />}
      {link.made && (
        <p className={css['says']}>
          {link.made.copied ? 'Portal link copied.' : 'The portal link could not be copied.'} It
          lets <OutsideText>{user.name ?? user.email}</OutsideText> in for a short time.{' '}
          <Button variant="subtle" onClick={link.made.open}>
            Open
          </Button>
        </p>
      )}
    </div>
  )
}
