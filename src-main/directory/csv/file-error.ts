import { dirname } from 'node:path'

/** A file that a person named cannot be read or written. The message is a whole sentence; nothing was changed. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly file: string
  /** `subject` is what the sentence is about, where that is not the file itself. */
  constructor(file: string, why: string, { subject = file, ...options }: FileErrorOptions = {}) {
    super(`${subject} ${why}`, options)
    this.file = file
  }
}

interface FileErrorOptions extends ErrorOptions {
  readonly subject?: string
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist.',
  ENOTDIR: 'does not exist: a part of its path is a file.',
  EISDIR: 'is a folder, not a file.',
  EACCES: 'may not be read or written by you.',
  EPERM: 'may not be read or written by you.',
  EROFS: 'lies where nothing can be written.',
  ENOSPC: 'could not be written: the disk is full.',
  EDQUOT: 'could not be written: the disk is full.',
}

/** What an error of the file system means for `file`; any other error comes back as it is. */
export function asFileError(error: unknown, file: string): unknown {
  return describe(error, file, () => file)
}

/** The same for a file that is to be made: when something is absent it is its folder. */
export function asNewFileError(error: unknown, file: string): unknown {
  return describe(error, file, (code) =>
    code === 'ENOENT' || code === 'ENOTDIR' ? `The folder ${dirname(file)}` : file,
  )
}

function describe(error: unknown, file: string, subjectOf: (code: string) => string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  const code = String(error.code)
  const reason = reasons[code] ?? `could not be read or written (${code}).`
  return new FileError(file, reason, { cause: error, subject: subjectOf(code) })
}
