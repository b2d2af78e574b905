import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { Migration } from './migrations.ts'
import { StorageError } from './storage-error.ts'

export interface Upgrade {
  readonly file: string
  readonly steps: readonly Migration[]
  /** A file that cannot be made again is copied to `<file>.before-v<version>` before it is changed. */
  readonly precious: boolean
}

/**
 * Brings the file to the newest version in one transaction, or leaves it as it was; `PRAGMA user_version` is the version.
 *
 * @throws StorageError when the file is newer than the steps, or no file of ours.
 */
export function migrate(database: Database, { file, steps, precious }: Upgrade): void {
  const target = steps.at(-1)?.version ?? 0
  const version = versionOf(database)
  if (version > target)
    throw new StorageError(
      'newer',
      file,
      `was written by a newer Relink (version ${version}; this one knows ${target}).`,
    )
  if (version === target) return
  if (database.readonly)
    throw new Error(`${file} has version ${version}: it must be migrated before it is read.`)
  if (version === 0) refuseForeign(database, file)
  else if (precious) backUp(database, `${file}.before-v${target}`)
  upgrade(database, steps)
}

/** Foreign keys are off while tables are rebuilt: dropping a parent would else delete its children. */
function upgrade(database: Database, steps: readonly Migration[]): void {
  database.pragma('foreign_keys = OFF')
  const apply = database.transaction(() => {
    const version = versionOf(database) // again: another process may have been quicker
    for (const step of steps.filter((each) => each.version > version)) {
      database.exec(step.sql)
      database.pragma(`user_version = ${step.version}`)
    }
    const orphans = database.pragma('foreign_key_check')
    if (Array.isArray(orphans) && orphans.length > 0)
      throw new Error(`A migration left ${orphans.length} rows without the row they belong to.`)
  })
  apply.immediate()
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function refuseForeign(database: Database, file: string): void {
  if (database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined)
    throw new StorageError('damaged', file, "is an SQLite file, but not one of Relink's.")
}

/** Complete or absent: written beside, then renamed. A copy from an upgrade that failed before is replaced. */
function backUp(database: Database, copy: string): void {
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  writeFileSync(unfinished, '', { mode: 0o600 })
  database.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, copy)
}
