import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { asStorageError } from './storage-error.ts'

export interface HomeLock {
  release(): void
}

/**
 * Makes this process the owner of a home until `release()` or its end, however it ends; null, at once, when another one is.
 * `owner.lock` must not be opened by anything else in the owning process: closing it would drop the lock.
 *
 * @throws StorageError when the lock's file cannot be used at all.
 */
export function lockHome(home: string): HomeLock | null {
  const file = join(home, 'owner.lock')
  let database: Database | undefined
  try {
    if (!existsSync(file)) makeEmpty(file)
    database = new Sqlite(file, { timeout: 0 })
    database.pragma('journal_mode = MEMORY') // so that holding the lock writes nothing
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database?.close()
    if (isBusy(error)) return null
    throw asStorageError(error, file)
  }
  const held = database
  return { release: () => held.close() }
}

function makeEmpty(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    // Another process made it between the look and the making: the lock itself decides who owns it.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
