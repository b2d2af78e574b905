import { setTimeout as pause } from 'node:timers/promises'
import { type HomeLock, lockHome } from '../../db/index.ts'
import { type CallerName, connectOwner, type OwnerConnection } from './connection.ts'
import { readOwnerFile, removeOwnerFile } from './owner-file.ts'

/** What a process is on a home: its owner, or a client of the owner. */
export type Seat =
  | { kind: 'owner'; lock: HomeLock }
  | { kind: 'client'; connection: OwnerConnection }

/** Another process holds the home and does not answer. Nothing was changed. */
export class OwnerSilentError extends Error {
  override readonly name = 'OwnerSilentError'
  readonly pid: number | null
  constructor(home: string, pid: number | null) {
    const who = pid === null ? 'Another process' : `Process ${pid}`
    const end = pid === null ? 'end it' : `end it (kill ${pid})`
    super(
      `${who} has ${home} open and does not answer. Nothing was changed: wait until it is done, or ${end}, and try again.`,
    )
    this.pid = pid
  }
}

const tenSeconds = 10_000
const oneKnock = 2_000

/**
 * Becomes the owner of a home, or a client of the process that is. An owner that has just locked the home, or is just
 * leaving it, is waited for; a file left by one that was killed is passed over.
 *
 * @throws OwnerSilentError when somebody holds the home and has not answered for `patienceMs`
 */
export async function claimHome(
  home: string,
  as: CallerName,
  patienceMs = tenSeconds,
): Promise<Seat> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const lock = takeLock(home)
    if (lock) return { kind: 'owner', lock }
    const owner = readOwnerFile(home)
    const rest = deadline - Date.now()
    if (rest <= 0) throw new OwnerSilentError(home, owner?.pid ?? null)
    const connection = owner && (await connectOwner(owner, as, Math.min(rest, oneKnock)))
    if (connection) return { kind: 'client', connection }
    await pause(50)
  }
}

/** The lock, or null while another process has it. The new owner takes away what the last one left. */
export function takeLock(home: string): HomeLock | null {
  const lock = lockHome(home)
  if (lock) removeOwnerFile(home)
  return lock
}
