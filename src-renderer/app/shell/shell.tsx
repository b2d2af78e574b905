import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { Empty } from '../../ui/empty.tsx'
import { environmentFill, environmentName } from '../../ui/environment-word.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useKeyListener } from '../keys/use-keys.ts'
import { Palette } from '../palette/palette.tsx'
import { type Session, SessionProvider, useWorkspace } from '../session/workspace.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import css from './shell.module.css'
import { SideBar } from './side-bar.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'

/** The frame around every screen, and the one place that knows whether there is anything to show. */
export function Shell() {
  useKeyListener()
  const { data, error, refetch } = useWorkspace()
  if (data?.profile) {
    return <Frame session={{ workspace: data.workspace, profile: data.profile }} />
  }
  return (
    <div className={css['frame']}>
      <main className={css['alone']}>
        {error && <Problem error={error} retry={() => void refetch()} />}
        {!data && !error && <BlankRows />}
        {data && (
          <Empty>
            No Stripe account is connected. Start Relink with STRIPE_SECRET_KEY set to a restricted
            test key, or without it to open the demo.
          </Empty>
        )}
      </main>
    </div>
  )
}

function Frame({ session }: { session: Session }) {
  const { profile } = session
  const title = `[${environmentName(profile)}] ${profile.label} – Relink`
  useEffect(() => {
    document.title = title
  }, [title])
  const edge = profile.environment === 'live' ? 'around' : 'top'
  return (
    <SessionProvider value={session}>
      <div className={css['frame']} data-fill={environmentFill(profile)} data-edge={edge}>
        <TitleBar />
        <SideBar />
        <main className={css['main']}>
          <Outlet />
        </main>
        <StatusBar />
        <KeysDialog />
        <Palette />
      </div>
    </SessionProvider>
  )
}
