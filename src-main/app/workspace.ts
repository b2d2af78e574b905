import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AccountId, CustomerId, type Environment } from '#contract'
import {
  createAccounts,
  createConsents,
  createGates,
  createKeyKeeper,
  createProfileStore,
  createSystemKeyRing,
  type Gates,
  type KeyRing,
} from '../accounts/index.ts'
import { createAlerts } from '../alerts/index.ts'
import { type Database, openDatabase } from '../db/index.ts'
import { openEmbeddedDirectory } from '../directory/index.ts'
import { pause } from '../gateway/index.ts'
import { createJobs } from '../jobs/index.ts'
import { type Mirror, openMirror } from '../mirror/index.ts'
import { createAuditTrail, type Log, openRequestLog } from '../observability/index.ts'
import {
  Cases,
  createBindings,
  createFlights,
  createIntents,
  createSummaries,
} from '../recovery/index.ts'
import { createChangeHub } from './change-hub.ts'
import { toFailure } from './failures.ts'
import { createLimiters } from './limiters.ts'

export interface WorkspaceOptions {
  readonly home: string
  readonly kind: 'main' | 'demo'
  readonly log: Log
  readonly now?: () => number
  readonly onStep?: (step: string) => void
  /** The system's, unless told. */
  readonly keyRing?: KeyRing
  /** For one call to Stripe, in milliseconds. */
  readonly timeoutMs?: number
  /** Waits between tries; rejects with the signal's reason. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>
}

/** How long the request log is kept, in milliseconds: 7 days. */
const REQUESTS_KEPT_MS = 7 * 86_400_000

export type Workspace = ReturnType<typeof openWorkspace>

/** Opens the files of one home and what works on them. Only the home's owner process may. */
export function openWorkspace(options: WorkspaceOptions) {
  const { home, kind, log, now = Date.now, onStep, timeoutMs, sleep = pause } = options
  const file = (name: string) => join(home, name)
  const database = openDatabase({
    file: file('workspace.sqlite'),
    schema: 'workspace',
    durability: 'full',
  })
  const directory = openEmbeddedDirectory(file('directory.sqlite'))
  const requestFile = openDatabase({
    file: file('log.sqlite'),
    schema: 'log',
    durability: 'normal',
  })
  const requests = openRequestLog(requestFile, {
    onFailure: (error) => log.error({ err: error }, 'The request log could not be written.'),
  })
  requests.prune(now() - REQUESTS_KEPT_MS)
  const hub = createChangeHub()
  const mirrors = new Map<string, Mirror>()
  const mirrorOf = (account: AccountId, environment: Environment): Mirror => {
    const name = `mirror.${account}.${environment}.sqlite`
    const mirror = mirrors.get(name) ?? openMirror(file(name))
    mirrors.set(name, mirror)
    return mirror
  }
  const gates = createGates(now, () => hub.changed('workspace'))
  const cases = new Cases(database, now)
  const jobs = createJobs({ now, onChange: () => hub.changed('jobs'), toFailure: toFailure(log) })

  return {
    home,
    kind,
    log,
    now,
    onStep,
    directory,
    hub,
    jobs,
    limiterOf: createLimiters(),
    mirrorOf,
    requests,
    sleep,
    timeoutMs,
    transact: <T>(work: () => T): T => database.transaction(work).immediate(),
    ...accountsOf(database, options, { gates, mirrorOf }),
    alerts: createAlerts(database, now, () => hub.changed('alerts')),
    bindings: createBindings(database, now),
    cases,
    summaries: createSummaries(database, cases, now),
    flights: createFlights(),
    intents: createIntents(database),
    trail: createAuditTrail(database, now),

    async close(): Promise<void> {
      await jobs.close()
      gates.close()
      hub.close()
      requests.flush()
      for (const mirror of mirrors.values()) mirror.close()
      requestFile.close()
      directory.close()
      database.close()
    },
  }
}

function accountsOf(
  db: Database,
  { home, now = Date.now, keyRing = createSystemKeyRing() }: WorkspaceOptions,
  { gates, mirrorOf }: { gates: Gates; mirrorOf: (a: AccountId, e: Environment) => Mirror },
) {
  const knownCustomers = (account: AccountId) =>
    (['test', 'live'] as const)
      .filter((environment) => existsSync(join(home, `mirror.${account}.${environment}.sqlite`)))
      .flatMap((environment) => mirrorOf(account, environment).customers.newest(5))
      .map((row) => CustomerId.parse(row.id))
  return {
    accounts: createAccounts({ db, now, knownCustomers }),
    consents: createConsents(db, now),
    gates,
    keys: createKeyKeeper(keyRing),
    profiles: createProfileStore(db, now),
  }
}
