import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  statSync,
} from 'node:fs'
import Sqlite from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { readMigrations, type SchemaName } from './migrations.ts'
import { asStorageError, StorageError } from './storage-error.ts'

export type Database = Sqlite.Database

export interface OpenInput {
  readonly file: string
  readonly schema: SchemaName
  /** `full` survives a power cut to the last commit; `normal` may lose the last ones, and is never damaged by it. */
  readonly durability: 'full' | 'normal'
  /** For a reader beside the writer: nothing is made, nothing is migrated. */
  readonly readonly?: boolean
}

/**
 * Opens one of the home's files, made and migrated where needed, with mode 0600 and in WAL.
 *
 * @throws StorageError when the file is damaged, newer, read-only, locked, missing (a reader's), or the disk is full.
 */
export function openDatabase({ file, schema, durability, readonly = false }: OpenInput): Database {
  const steps = readMigrations(schema)
  const precious = schema === 'workspace' || schema === 'directory'
  let database: Database | undefined
  try {
    if (!readonly) makePrivate(file)
    database = new Sqlite(file, { readonly, fileMustExist: true, timeout: 5000 })
    if (!readonly) configure(database, file, durability)
    migrate(database, { file, steps, precious })
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database?.close()
    throw asStorageError(error, file)
  }
}

function configure(database: Database, file: string, durability: 'full' | 'normal'): void {
  database.pragma('page_size = 8192') // before the first table, or it is ignored
  if (database.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
    throw new StorageError('network', file, 'lies on a file system that SQLite cannot share (WAL).')
  database.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`)
  if (durability === 'full' && process.platform === 'darwin') {
    database.pragma('fullfsync = ON')
    database.pragma('checkpoint_fullfsync = ON')
  }
}

/** SQLite gives its -wal and -shm files the database's mode, so this one file decides.
 *  An existing file is never opened here: closing it would drop the POSIX locks of every connection in this process. */
function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600))
  const stats = statSync(file)
  if (stats.isDirectory()) return // SQLite refuses it; its mode is not ours to change
  accessSync(file, constants.R_OK | constants.W_OK)
  if ((stats.mode & 0o077) !== 0) chmodSync(file, 0o600)
}
