import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { UserId } from '#contract'
import { createKeptProfiles } from '../../src-main/app/kept/index.ts'
import { createProfileDesk } from '../../src-main/app/profile-desk.ts'
import { type OpenProfile, openProfile } from '../../src-main/app/profiles.ts'
import { createRouter } from '../../src-main/app/routers.ts'
import { createSession } from '../../src-main/app/session.ts'
import {
  openWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../src-main/app/workspace.ts'
import { createLogger } from '../../src-main/observability/index.ts'
import { audit, type Bench, inbox, runCases } from '../../src-main/recovery/index.ts'

const actor = { user: 'tester', host: 'test', transport: 'in_process' }

export interface ConsoleOptions extends Pick<WorkspaceOptions, 'onStep' | 'timeoutMs'> {
  readonly url: string
  readonly key: string
  /** A fresh one unless told. */
  readonly home?: string
  /** Imported as it opens. */
  readonly csv?: string | undefined
  readonly clock?: () => number
  /** False: a profile like any other, with its gate. */
  readonly sandbox?: boolean
}

/** Relink as one process has it: a workspace on a home, and a profile whose Stripe is at `url`. */
export interface Console {
  readonly home: string
  readonly workspace: Workspace
  readonly profile: OpenProfile
  readonly bench: Bench
  /** The contract's calls, as a terminal in this process makes them. */
  readonly client: Client
  audit(): ReturnType<typeof audit>
  runAll(options?: Partial<Parameters<typeof runCases>[3]>): ReturnType<typeof runCases>
  ensure(user: string): ReturnType<Client['recovery']['ensure']>
  storedId(user: string): Promise<string | null>
  /** Leaves the home as it is. */
  close(): Promise<void>
}

type Client = ReturnType<typeof clientOf>

export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'relink-'))

/** Opening goes on with what a kill interrupted in this home. Pauses between tries are a twentieth of what they are. */
export async function openConsole(options: ConsoleOptions): Promise<Console> {
  const { url, key, home = freshHome(), csv, clock = Date.now, sandbox = true } = options
  const { onStep, timeoutMs } = options
  const workspace = openWorkspace({
    home,
    kind: 'main',
    log: createLogger({ dir: join(home, 'logs'), level: 'info' }),
    now: clock,
    sleep: (ms, signal) => pause(ms / 20, undefined, { ...(signal && { signal }) }),
    ...(onStep && { onStep }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  if (csv !== undefined) {
    writeFileSync(join(home, 'people.csv'), csv)
    await workspace.directory.importCsv({ file: join(home, 'people.csv') })
  }
  const given = { secretKey: key, apiBase: url, label: 'test', sandbox }
  const profile = await openProfile(workspace, given)
  return consoleOf(home, workspace, profile)
}

function consoleOf(home: string, workspace: Workspace, profile: OpenProfile): Console {
  const bench = profile.bench()
  const client = clientOf(workspace, profile)
  return {
    home,
    workspace,
    profile,
    bench,
    client,
    audit: () => audit(bench, {}),
    runAll: (more = {}) =>
      runCases(bench, workspace.flights, workspace.cases.all(bench, inbox), {
        actor,
        dryRun: false,
        maxCreates: undefined,
        release: undefined,
        choice: undefined,
        planHash: undefined,
        ...more,
      }),
    ensure: (user) =>
      client.recovery.ensure({ profile: profile.view.id, user: UserId.parse(user) }),
    async storedId(user) {
      const row = await workspace.directory.find(UserId.parse(user))
      return row?.storedId[profile.environment] ?? null
    },
    close: () => workspace.close(),
  }
}

function clientOf(workspace: Workspace, profile: OpenProfile) {
  const shared = new Map([[String(profile.view.id), profile]])
  const caller = { host: 'terminal', transport: 'in_process' } as const
  const kept = createKeptProfiles(workspace, undefined)
  const keyFiles = {
    env_file: join(workspace.home, '.env'),
    stripe_cli: join(workspace.home, 'config.toml'),
  }
  const session = createSession(workspace, shared, kept, caller)
  const router = createRouter(workspace, createProfileDesk(workspace), { kept, keyFiles })
  return createRouterClient(router, { context: { session } })
}
