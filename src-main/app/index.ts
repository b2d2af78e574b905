/** Opens a home: wires the capabilities together and implements the contract. Import from here only. */

import { join } from 'node:path'
import { cliConfigFile } from '../accounts/index.ts'
import { hasRows } from '../db/index.ts'
import type { Log } from '../observability/index.ts'
import { clearDemo, type DemoSandbox, fillDemo, startDemoSandbox } from './demo.ts'
import { createKeptProfiles } from './kept/index.ts'
import { createProfileDesk } from './profile-desk.ts'
import type { GivenKey, OpenProfile } from './profiles.ts'
import { createRouter } from './routers.ts'
import { type Caller, createSession, type Session } from './session.ts'
import { openWorkspace } from './workspace.ts'

export type { GivenKey } from './profiles.ts'
export type { Caller, Session } from './session.ts'

/** An open home: the calls of the contract, and a session for whoever makes them. */
export interface Core {
  readonly router: ReturnType<typeof createRouter>
  beginSession(caller: Caller): Session
  endSession(session: Session): void
  /** Stops the work of this process and closes its files. */
  close(): Promise<void>
}

export interface CoreOptions {
  /** A profile for this run. */
  readonly key?: GivenKey | undefined
  /** Where the person is, whose `.env` may hold a key. */
  readonly folder?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Whether a home keeps accounts, whoever owns it and whatever version wrote it. @throws StorageError */
export const hasKeptProfiles = (home: string): boolean =>
  hasRows(join(home, 'workspace.sqlite'), 'profile')

/** Opens the files of a home that this process has locked. A demo is made anew. */
export async function openCore(
  home: { readonly folder: string; readonly kind: 'main' | 'demo' },
  log: Log,
  { key, folder = process.cwd(), env = {} }: CoreOptions = {},
): Promise<Core> {
  if (home.kind === 'demo') clearDemo(home.folder)
  const workspace = openWorkspace({ home: home.folder, kind: home.kind, log })
  const desk = createProfileDesk(workspace)
  const kept = createKeptProfiles(workspace, env['RELINK_STRIPE_API'] || undefined)
  const keyFiles = { env_file: join(folder, '.env'), stripe_cli: cliConfigFile(env) }
  const shared = new Map<string, OpenProfile>()
  let sandbox: DemoSandbox | null = null
  const close = async () => {
    await workspace.close()
    sandbox?.close()
  }
  try {
    if (home.kind === 'demo') {
      sandbox = await startDemoSandbox(process.env['RELINK_DEMO_SEED'] ?? 'demo')
      const profile = await fillDemo(workspace, sandbox)
      shared.set(profile.view.id, profile)
    } else if (key !== undefined) {
      const { profile } = await desk.borrow(key)
      shared.set(profile.view.id, profile)
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    router: createRouter(workspace, desk, { kept, keyFiles }),
    beginSession: (caller) => createSession(workspace, shared, kept, caller),
    endSession: (session) => session.end(),
    close,
  }
}
