/** The only opener of SQLite files: opening, migrating, locking, and what went wrong. Import from here only. */

export { drizzleOf } from './drizzle.ts'
export { prepareHome } from './home.ts'
export { type HomeLock, lockHome } from './lock.ts'
export { type Database, openDatabase } from './open.ts'
export { hasRows } from './peek.ts'
export { asStorageError, StorageError, type StorageFailure } from './storage-error.ts'
