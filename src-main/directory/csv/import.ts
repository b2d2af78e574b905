import { setImmediate as turn } from 'node:timers/promises'
import { CustomerId, type ImportResult } from '#contract'
import { asStorageError, type Database, openDatabase } from '../../db/index.ts'
import { foldEmail } from '../fold-email.ts'
import { searchText } from '../search.ts'
import type { Turns } from '../turns.ts'
import { type Loaded, loadCsv } from './load.ts'
import { companyTable, type ImportTable, userTable } from './tables.ts'
import { type Counts, createTaker } from './take.ts'
import { createWarnings } from './warnings.ts'

/** Rows written before everybody else gets a turn. */
const SLICE = 1000

export interface ImportInput {
  /** CSV file of users. */
  readonly file: string
  /** CSV file of companies. */
  readonly companies?: string
  /** Say what would happen, write nothing. */
  readonly preview?: boolean
  /** Columns of the users' file that have other names: `field=column,field=column`. */
  readonly map?: string
  /** Rows done; first of all that are read, of which nobody knows the total yet, then of all that are taken. */
  readonly onProgress?: (done: number, total: number | null) => void
  readonly signal?: AbortSignal
}

interface Target {
  readonly databaseFile: string
  /** Whoever writes the directory in this process waits for the import's transaction. */
  readonly turns: Turns
}

/**
 * Adds and updates users (and companies) by id, all of them or none. Rows that the files do not name stay.
 *
 * @throws CsvError, FileError, StorageError; the signal's reason when it was aborted
 */
export async function importCsv(target: Target, input: ImportInput): Promise<ImportResult> {
  // A connection of its own: its transaction stays open over many turns of the event loop.
  const database = openDatabase({
    file: target.databaseFile,
    schema: 'directory',
    durability: 'full',
  })
  try {
    addFunctions(database)
    const users = await load(database, userTable, input.file, input)
    const companies =
      input.companies === undefined
        ? undefined
        : await load(database, companyTable, input.companies, { ...input, map: undefined })
    const take = () => takeAll(database, { users, companies }, input)
    return input.preview ? await take() : await target.turns(take)
  } catch (error) {
    throw asStorageError(error, target.databaseFile)
  } finally {
    database.close()
  }
}

function load(
  database: Database,
  table: ImportTable,
  file: string,
  {
    map,
    signal,
    onProgress,
  }: Pick<ImportInput, 'signal' | 'onProgress'> & { map?: string | undefined },
): Promise<Loaded> {
  return loadCsv({
    database,
    table,
    file,
    map,
    signal,
    onProgress: (rows) => onProgress?.(rows, null),
  })
}

interface Files {
  readonly users: Loaded
  readonly companies: Loaded | undefined
}

async function takeAll(
  database: Database,
  { users, companies }: Files,
  { preview = false, signal, onProgress }: ImportInput,
): Promise<ImportResult> {
  const total = users.size + (companies?.size ?? 0)
  const common = { database, preview, signal }
  database.exec(preview ? 'BEGIN' : 'BEGIN IMMEDIATE')
  try {
    const ofUsers = await take(users, {
      ...common,
      onProgress: (done) => onProgress?.(done, total),
    })
    const ofCompanies =
      companies &&
      (await take(companies, {
        ...common,
        onProgress: (done) => onProgress?.(users.size + done, total),
      }))
    database.exec('COMMIT')
    return {
      preview,
      users: ofUsers.counts,
      companies: ofCompanies?.counts ?? nothing,
      mapping: { ...mappingOf(users, ''), ...(companies && mappingOf(companies, 'company.')) },
      sample: [...users.sample],
      warnings: ofUsers.warnings,
    }
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

const nothing: Counts = { added: 0, changed: 0, unchanged: 0 }

interface TakeInput {
  readonly database: Database
  readonly preview: boolean
  readonly signal: AbortSignal | undefined
  onProgress(done: number): void
}

async function take(loaded: Loaded, { database, preview, signal, onProgress }: TakeInput) {
  const taker = createTaker(database, loaded)
  const warnings = createWarnings(database, loaded.table)
  const counts = { ...nothing }
  for (let first = 1; first <= loaded.size; first += SLICE) {
    signal?.throwIfAborted()
    const rows = { first, last: Math.min(first + SLICE - 1, loaded.size) }
    const { added, changed, unchanged } = taker.count(rows)
    counts.added += added
    counts.changed += changed
    counts.unchanged += unchanged
    warnings.look(rows)
    if (!preview) taker.write(rows)
    onProgress(rows.last)
    await turn()
  }
  return { counts, warnings: warnings.result() }
}

function mappingOf({ mapped }: Loaded, prefix: string): Record<string, string> {
  return Object.fromEntries(mapped.map(({ field, column }) => [prefix + field.name, column]))
}

function addFunctions(database: Database): void {
  const define = (name: string, act: (...values: never[]) => unknown) =>
    database.function(name, { deterministic: true }, act)
  define('fold_email', (email: string) => foldEmail(email))
  define('search_text', (name: string | null, email: string) => searchText(name, email))
  define('is_customer_id', (id: string) => (CustomerId.safeParse(id).success ? 1 : 0))
}
