import { setImmediate as turn } from 'node:timers/promises'
import type { ImportResult } from '#contract'
import { asStorageError, openDatabase } from '../db/index.ts'
import { exportCsv } from './csv/export.ts'
import { type ImportInput, importCsv } from './csv/import.ts'
import type { Directory, DirectoryUser, SearchInput } from './directory.ts'
import { foldEmail } from './fold-email.ts'
import { createLinkReplacer } from './replace-link.ts'
import { createUserSearch } from './search.ts'
import { createTurns } from './turns.ts'
import { createUserReader } from './user-reader.ts'

/** Relink's own directory, which is filled from files. */
export interface EmbeddedDirectory extends Directory {
  /** @throws CsvError, FileError, StorageError */
  importCsv(input: ImportInput): Promise<ImportResult>
  /** @throws FileError, StorageError */
  exportCsv(input: { file: string }): Promise<{ users: number }>
}

/**
 * Opens Relink's own directory, made where it is absent.
 *
 * @throws StorageError, here and from every call, when the file cannot be used.
 */
export function openEmbeddedDirectory(file: string): EmbeddedDirectory {
  const database = openDatabase({ file, schema: 'directory', durability: 'full' })
  const reader = createUserReader(database)
  const find = createUserSearch(database)
  const replace = createLinkReplacer(database)
  const turns = createTurns()

  async function ask<T>(question: () => T): Promise<T> {
    try {
      return question()
    } catch (error) {
      throw asStorageError(error, file)
    }
  }

  function search(input: SearchInput) {
    const found = find(input)
    const page = found.slice(0, input.limit)
    const next = found.length > page.length ? (page.at(-1) ?? null) : null
    return { users: reader.findMany(page), next }
  }

  async function* stream(batchSize = 1000): AsyncGenerator<DirectoryUser[]> {
    let after = ''
    for (;;) {
      const batch = await ask(() => reader.batchAfter(after, batchSize))
      const last = batch.at(-1)
      if (!last) return
      yield batch
      after = last.id
      await turn() // whoever awaits only us would starve everybody else
    }
  }

  const directory: Directory = {
    name: 'default',
    count: () => ask(reader.count),
    find: (id) => ask(() => reader.find(id)),
    findMany: (ids) => ask(() => reader.findMany(ids)),
    stream,
    holdersOf: (environment, storedId) => ask(() => reader.holdersOf(environment, storedId)),
    withEmail: (email) => ask(() => withEmail(reader, email)),
    formerEmails: (id) => ask(() => reader.formerEmails(id)),
    search: (input) => ask(() => search(input)),
    company: (id) => ask(() => reader.company(id)),
    replaceLink: (input) => turns(() => ask(() => replace(input))),
    close: () => database.close(),
  }
  return {
    ...directory,
    importCsv: (input) => importCsv({ databaseFile: file, turns }, input),
    exportCsv: (input) => exportCsv(directory, input.file),
  }
}

function withEmail(reader: ReturnType<typeof createUserReader>, email: string): DirectoryUser[] {
  const folded = foldEmail(email)
  return folded === null ? [] : reader.withEmail(folded)
}
