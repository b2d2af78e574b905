import { setTimeout as pause } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import type { Client } from '#contract'
import { type HomeLock, prepareHome } from '../../db/index.ts'
import type { Home, OpenCore } from '../core.ts'
import { openLog } from '../homes.ts'
import { claimHome } from '../owner/claim.ts'
import type { OwnerConnection } from '../owner/connection.ts'
import { type OwnerServer, serveOwner } from '../owner/serve.ts'

/** What one run of the terminal has to do with a home. */
export interface Visit<Session> {
  readonly home: Home
  readonly openCore: OpenCore<Session>
  readonly interrupted: AbortSignal
  readonly onWait: (sentence: string) => void
}

/**
 * Does `work` as the owner of the home or through its owner. Where the owner ends before the answer came, all is done
 * again from the start: whatever a command does is safe to repeat. An owner stays until its clients have their answers.
 */
export async function visit<Session, T>(
  visit: Visit<Session>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  prepareHome(visit.home.folder)
  for (;;) {
    const seat = await claimHome(visit.home.folder, 'terminal')
    if (seat.kind === 'owner') return asOwner(visit, seat.lock, work)
    const answer = await asClient(seat.connection, work)
    if (answer !== lost) return answer
  }
}

const lost = Symbol('the owner ended')

async function asClient<T>(
  connection: OwnerConnection,
  work: (client: Client) => Promise<T>,
): Promise<T | typeof lost> {
  try {
    return await work(connection.client)
  } catch (error) {
    if (connection.isLost()) return lost
    throw error
  } finally {
    connection.close()
  }
}

async function asOwner<Session, T>(
  { home, openCore, interrupted, onWait }: Visit<Session>,
  lock: HomeLock,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const log = openLog(home)
  const core = await openCore(home, log).catch((error) => {
    lock.release()
    throw error
  })
  const server = await serveOwner({ home: home.folder, lock, core, log })
  const session = core.beginSession({ host: 'terminal', transport: 'in_process' })
  const client: Client = createRouterClient(core.router, { context: { session } })
  try {
    return await work(client)
  } catch (error) {
    log.warn({ error }, 'A command failed.')
    throw error
  } finally {
    await clientsAreServed(server, client, { interrupted, onWait })
    core.endSession(session)
    await server.close()
  }
}

async function clientsAreServed(
  { rpc }: OwnerServer,
  client: Client,
  { interrupted, onWait }: Pick<Visit<unknown>, 'interrupted' | 'onWait'>,
): Promise<void> {
  let told = false
  const isBusy = async () =>
    rpc.terminals() > 0 || rpc.callsInFlight() > 0 || (await hasRunningJobs(client))
  while (!interrupted.aborted && (await isBusy())) {
    if (!told) onWait('Done; staying until the other commands on this home are done too.')
    told = true
    await pause(50)
  }
}

async function hasRunningJobs(client: Client): Promise<boolean> {
  const { items } = await client.jobs.list()
  return items.some(({ state }) => state === 'running')
}
