import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { Directory, DirectoryUser } from '../directory.ts'
import { neutralised } from './cells.ts'
import { userFields } from './fields.ts'
import { asNewFileError } from './file-error.ts'

/**
 * Writes every user of a directory to a CSV file that an import reads back as the same rows. Cells that a spreadsheet would run are
 * neutralised. Whatever stood at `file` is replaced at the end, by the complete one.
 *
 * @throws FileError
 */
export async function exportCsv(directory: Directory, file: string): Promise<{ users: number }> {
  const unfinished = join(dirname(file), `.${basename(file)}.${randomUUID()}.unfinished`)
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      const users = await writeAll(directory, handle)
      await rename(unfinished, file)
      return { users }
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  } catch (error) {
    throw asNewFileError(error, file)
  }
}

async function writeAll(directory: Directory, handle: FileHandle): Promise<number> {
  try {
    const users = await writeUsers(directory, handle)
    await handle.sync()
    return users
  } finally {
    await handle.close()
  }
}

async function writeUsers(directory: Directory, handle: FileHandle): Promise<number> {
  let users = 0
  await handle.appendFile(lines([userFields.all.map(({ name }) => name)]))
  for await (const batch of directory.stream()) {
    await handle.appendFile(lines(batch.map(cellsOf)))
    users += batch.length
  }
  return users
}

/** A return inside of a cell is quoted too: readers take it for the end of the row. */
function lines(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { quoted_match: /[\r\n]/ })
}

function cellsOf(user: DirectoryUser): string[] {
  const values: Readonly<Record<string, string | number | null>> = {
    id: user.id,
    email: user.email,
    name: user.name,
    stripe_customer_id_test: user.storedId.test,
    stripe_customer_id_live: user.storedId.live,
    is_verified: user.isVerified === null ? null : Number(user.isVerified),
    created_at: user.createdAt,
    company_id: user.companyId,
  }
  return userFields.all.map(({ name, kind }) => {
    const value = values[name] ?? null
    return value === null ? '' : neutralised(kind.show(value))
  })
}
