import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { asStorageError } from './storage-error.ts'

/**
 * Whether a table of a file has a row, without making, migrating or owning the file: it may be of an older or newer
 * version, and another process may be working on it.
 *
 * @throws StorageError when the file cannot be read.
 */
export function hasRows(file: string, table: string): boolean {
  if (!existsSync(file)) return false
  let database: Sqlite.Database | undefined
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 })
    const known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    if (database.prepare(known).get(table) === undefined) return false
    return database.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined
  } catch (error) {
    throw asStorageError(error, file)
  } finally {
    database?.close()
  }
}
