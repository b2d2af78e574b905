import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CustomerId, UserId } from '#contract'
import {
  type DirectoryUser,
  type ImportInput,
  openEmbeddedDirectory,
} from '../../src-main/directory/index.ts'

/** An embedded directory in a folder of its own, filled by a CSV file where one is given. */
export async function aDirectory(csv?: string) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'relink-directory-'))
  const file = join(folder.path, 'directory.sqlite')
  const directory = openEmbeddedDirectory(file)
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder.path, name), content)
    return join(folder.path, name)
  }
  const take = (content: string | Buffer, input: Omit<ImportInput, 'file'> = {}) =>
    directory.importCsv({ ...input, file: write('users.csv', content) })
  if (csv !== undefined) await take(csv)
  return {
    file,
    folder: folder.path,
    directory,
    /** Writes a file beside the directory, and says where. */
    write,
    /** Imports this as a file of users. */
    take,
    [Symbol.dispose]() {
      directory.close()
      folder.remove()
    },
  }
}

export const user = (id: string) => UserId.parse(id)
export const customer = (id: string) => CustomerId.parse(id)

export async function everyone(directory: {
  stream(batchSize?: number): AsyncIterable<DirectoryUser[]>
}): Promise<DirectoryUser[]> {
  return (await allOf(directory.stream())).flat()
}

export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}
