import { existsSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'

export interface StorageFailure {
  readonly kind: 'damaged' | 'newer' | 'read_only' | 'network' | 'full' | 'locked' | 'missing'
  readonly file: string
}

/** A file of the home, or the home itself, cannot be used. The message is whole sentences for a person: what was wrong, what was kept, what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly failure: StorageFailure
  constructor(kind: StorageFailure['kind'], file: string, why: string, options?: ErrorOptions) {
    super(`${file} ${why} ${whatToDo(kind, file)}`, options)
    this.failure = { kind, file }
  }
}

/** The storage failure that an error of SQLite or the file system means for `file`; any other error comes back as it is. */
export function asStorageError(error: unknown, file: string): unknown {
  if (error instanceof StorageError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  const meaning = meaningOf(code, file)
  if (!meaning) return error
  const [, kind, why] = meaning
  return new StorageError(kind, file, `${why} (${code}).`, { cause: error })
}

type Meaning = readonly [code: RegExp, kind: StorageFailure['kind'], why: string]

const full: Meaning = [/^(SQLITE_FULL|ENOSPC|EDQUOT)$/, 'full', 'could not grow: the disk is full']
const readOnly: Meaning = [
  /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH|EROFS|EACCES|EPERM)/,
  'read_only',
  'cannot be written',
]

const isFolder: Meaning = [/^EISDIR$/, 'missing', 'cannot be opened: a folder is in its place']

const meanings: readonly Meaning[] = [
  full,
  isFolder,
  [/^(SQLITE_READONLY_DBMOVED|ENOENT)$/, 'missing', 'is not there'],
  [/^(ENOTDIR|EEXIST)$/, 'missing', 'cannot be made: something else has its place'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'damaged', 'is damaged: SQLite cannot read it'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL)/, 'locked', 'is in use by another process'],
  readOnly,
  [/^SQLITE_CANTOPEN/, 'missing', 'cannot be opened'],
  [/^(SQLITE_IOERR|EIO)/, 'damaged', 'could not be read or written: the disk reports an error'],
]

/** Some codes of SQLite hide what the file system knows. */
function meaningOf(code: string, file: string): Meaning | undefined {
  if (code.startsWith('SQLITE_CANTOPEN') && existsSync(file))
    return statSync(file).isDirectory() ? isFolder : readOnly
  if (code.startsWith('SQLITE_IOERR') && isDiskFull(file)) return full
  return meanings.find(([pattern]) => pattern.test(code))
}

function isDiskFull(file: string): boolean {
  const folder = dirname(file)
  return existsSync(folder) && statfsSync(folder).bavail === 0
}

function whatToDo(kind: StorageFailure['kind'], file: string): string {
  switch (kind) {
    case 'damaged':
      return canBeMadeAgain(file)
        ? 'It holds nothing that cannot be had again: delete it and start again.'
        : 'It was left as it is: move it aside and put a backup in its place (a copy ending in .before-v… may lie beside it), then start again.'
    case 'newer':
      return 'It was left as it is: start the newer Relink, or use another home folder.'
    case 'read_only':
      return 'Nothing was written: give yourself the right to write there, or use another home folder.'
    case 'network':
      return 'Nothing was written: use a home folder on a disk of this machine.'
    case 'full':
      return 'What was stored before is kept, the last change was not made: free some space and try again.'
    case 'locked':
      return 'Nothing was changed: close the other program that uses it and try again.'
    case 'missing':
      return 'Nothing was written: check the path, or use another home folder.'
  }
}

function canBeMadeAgain(file: string): boolean {
  return /^(mirror\.|log\.)/.test(basename(file))
}
