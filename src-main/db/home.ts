import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, parse, resolve } from 'node:path'
import { networkFileSystemOf } from './network.ts'
import { asStorageError, StorageError } from './storage-error.ts'

/**
 * Makes a home folder, or takes an existing one, with mode 0700.
 *
 * @throws StorageError when a file is in its place, it cannot be written, others share it, or it lies on a network file system.
 */
export function prepareHome(dir: string): void {
  const home = resolve(dir)
  try {
    makeFolder(home)
    refuseShared(home)
    refuseNetwork(home)
    if ((statSync(home).mode & 0o077) !== 0) chmodSync(home, 0o700)
    probe(home)
  } catch (error) {
    throw asStorageError(error, home)
  }
}

/** One level at a time: where a folder is there but takes none (/proc), Node's own way to make all of them never ends. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!isFolder(folder)) throw error // else another process made it meanwhile
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Closing /tmp or / to all others would break the machine. */
function refuseShared(home: string): void {
  const isSticky = (statSync(home).mode & 0o1000) !== 0
  if (isSticky || home === parse(home).root)
    throw new StorageError('missing', home, 'is shared with others, so it cannot be made private.')
}

function refuseNetwork(home: string): void {
  const type = networkFileSystemOf(home)
  if (type !== null)
    throw new StorageError(
      'network',
      home,
      `lies on a network file system (${type}), where two machines could damage its files.`,
    )
}

/** Rights alone do not tell of a read-only mount, a quota or a full disk. */
function probe(home: string): void {
  const file = join(home, `.probe-${process.pid}`)
  writeFileSync(file, 'probe', { mode: 0o600 })
  rmSync(file)
}
