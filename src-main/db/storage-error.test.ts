import { describe, expect, it } from 'vitest'
import { asStorageError, StorageError } from './storage-error.ts'

function anError(code: string): Error {
  return Object.assign(new Error(`what ${code} says`), { code })
}

describe('asStorageError', () => {
  it.each([
    ['SQLITE_FULL', 'full'],
    ['ENOSPC', 'full'],
    ['SQLITE_READONLY', 'read_only'],
    ['SQLITE_READONLY_DIRECTORY', 'read_only'],
    ['EROFS', 'read_only'],
    ['EACCES', 'read_only'],
    ['SQLITE_READONLY_DBMOVED', 'missing'],
    ['ENOENT', 'missing'],
    ['ENOTDIR', 'missing'],
    ['SQLITE_CANTOPEN', 'missing'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_IOERR_READ', 'damaged'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
  ])('calls %s %s, and keeps the cause', (code, kind) => {
    const cause = anError(code)
    const error = asStorageError(cause, '/home/me/workspace.sqlite')
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({ failure: { kind, file: '/home/me/workspace.sqlite' }, cause })
  })

  it('says in whole sentences what was wrong, what was kept and what to do', () => {
    expect(asStorageError(anError('SQLITE_FULL'), '/home/me/workspace.sqlite')).toHaveProperty(
      'message',
      '/home/me/workspace.sqlite could not grow: the disk is full (SQLITE_FULL). What was stored before is kept, the last change was not made: free some space and try again.',
    )
  })

  it('advises to delete a damaged file only where it can be made again', () => {
    const advice = (file: string) => String(asStorageError(anError('SQLITE_CORRUPT'), file))
    expect(advice('/home/me/mirror.acct_1.test.sqlite')).toContain('delete it')
    expect(advice('/home/me/workspace.sqlite')).toContain('backup')
  })

  it.each([new TypeError('a bug'), anError('SQLITE_CONSTRAINT_UNIQUE'), 'text', undefined])(
    'leaves every other error alone (%s)',
    (other) => {
      expect(asStorageError(other, 'file')).toBe(other)
    },
  )
})
