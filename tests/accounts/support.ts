import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import { type KeyRing, KeyRingError } from '../../src-main/accounts/index.ts'
import { createKeptProfiles } from '../../src-main/app/kept/index.ts'
import { createProfileDesk } from '../../src-main/app/profile-desk.ts'
import { createRouter } from '../../src-main/app/routers.ts'
import { createSession } from '../../src-main/app/session.ts'
import { openWorkspace } from '../../src-main/app/workspace.ts'
import { createLogger } from '../../src-main/observability/index.ts'

/** A key ring as a system has one: it lasts longer than a process, and may be locked or taken away. */
export function aKeyRing() {
  const secrets = new Map<string, string>()
  let trouble: KeyRingError['trouble'] | null = null
  let asked = 0
  const use = <T>(what: () => T) =>
    new Promise<T>((resolve) => {
      asked += 1
      if (trouble !== null) throw new KeyRingError(trouble)
      resolve(what())
    })
  const ring: KeyRing = {
    get: (name) => use(() => secrets.get(name) ?? null),
    set: (name, secret) => use(() => void secrets.set(name, secret)),
    remove: (name) => use(() => void secrets.delete(name)),
  }
  return {
    ...ring,
    secrets,
    asked: () => asked,
    is: (what: KeyRingError['trouble'] | null) => {
      trouble = what
    },
  }
}
export type TestKeyRing = ReturnType<typeof aKeyRing>

/** One run of Relink on a home that starts without a key, and a client of it. */
export function aRun(options: {
  readonly home: string
  readonly url: string
  readonly keyRing: KeyRing
  readonly clock?: () => number
  readonly kind?: 'main' | 'demo'
}) {
  const { home, url, keyRing, clock = Date.now, kind = 'main' } = options
  const folder = join(home, 'here')
  mkdirSync(folder, { recursive: true })
  const log = createLogger({ dir: join(home, 'logs'), level: 'info' })
  const workspace = openWorkspace({
    ...{ home, kind, log, now: clock, keyRing },
    sleep: async () => {},
  })
  const kept = createKeptProfiles(workspace, url)
  const keyFiles = { env_file: join(folder, '.env'), stripe_cli: join(folder, 'config.toml') }
  const router = createRouter(workspace, createProfileDesk(workspace), { kept, keyFiles })
  const connect = () => {
    const caller = { host: 'browser', transport: 'page' } as const
    const session = createSession(workspace, new Map(), kept, caller)
    return createRouterClient(router, { context: { session } })
  }
  let isOpen = true
  const close = async () => {
    if (isOpen) await workspace.close()
    isOpen = false
  }
  onTestFinished(close)
  return { workspace, folder, connect, client: connect(), close }
}
