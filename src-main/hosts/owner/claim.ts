import { setTimeout as pause } from 'node:timers/promises'
import { type HomeLock, lockHome } from '../../db/index.ts'
import { type CallerName, connectOwner, type OwnerConnection } from './connection.ts'
import { type OwnerState, readOwnerState, writeOwnerFile } from './owner-file.ts'

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

/** In milliseconds. Opening may mean migrating a large file, or filling a demo. */
const patience = { answer: 10_000, opening: 120_000, knock: 2_000 }

/**
 * Becomes the owner of a home, or a client of the process that is. An owner that is still opening the home, or just
 * leaving it, is waited for; a file left by one that was killed is passed over.
 *
 * @throws OwnerSilentError when somebody holds the home and has not answered for ten seconds
 */
export async function claimHome(home: string, as: CallerName): Promise<Seat> {
  const began = Date.now()
  for (;;) {
    const lock = takeLock(home)
    if (lock) return { kind: 'owner', lock }
    const owner = readOwnerState(home)
    const rest = began + patienceWith(owner) - Date.now()
    if (rest <= 0) throw new OwnerSilentError(home, owner?.pid ?? null)
    const connection = await knock(owner, as, Math.min(rest, patience.knock))
    if (connection) return { kind: 'client', connection }
    await pause(50)
  }
}

function patienceWith(owner: OwnerState | null): number {
  return owner && 'opening' in owner ? patience.opening : patience.answer
}

async function knock(owner: OwnerState | null, as: CallerName, patienceMs: number) {
  return owner === null || 'opening' in owner ? null : connectOwner(owner, as, patienceMs)
}

/** The lock, or null while another process has it. What the last owner left is replaced. */
export function takeLock(home: string): HomeLock | null {
  const lock = lockHome(home)
  if (lock) writeOwnerFile(home, { pid: process.pid, opening: true })
  return lock
}
