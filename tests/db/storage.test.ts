import {
  chmodSync,
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { asStorageError, openDatabase, prepareHome } from '../../src-main/db/index.ts'

const aHome = () => mkdtempDisposableSync(join(tmpdir(), 'relink-home-'))

function openDirectory(folder: string) {
  return openDatabase({
    file: join(folder, 'directory.sqlite'),
    schema: 'directory',
    durability: 'full',
  })
}

function aStoredDirectory(folder: string, users = 1): string {
  const database = openDirectory(folder)
  const insert = database.prepare("INSERT INTO user (id, email, search_text) VALUES (?, 'a@b', '')")
  for (let n = 0; n < users; n++) insert.run(`user ${n}`)
  database.close()
  return join(folder, 'directory.sqlite')
}

const failing = (kind: string, file: string) =>
  expect.objectContaining({ name: 'StorageError', failure: { kind, file } })

/** Root may write anywhere, so such a test steps down to nobody; anyone else is bound by the mode alone. */
function withoutPower(act: () => void): void {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

describe('a file of the home', () => {
  it('is private, its WAL too, and has pages of 8 KiB', () => {
    using home = aHome()
    const database = openDirectory(home.path)
    expect(database.pragma('page_size', { simple: true })).toBe(8192)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    for (const name of readdirSync(home.path))
      expect([name, statSync(join(home.path, name)).mode & 0o777]).toEqual([name, 0o600])
    database.close()
  })

  it('is made private when something opened it to others', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    chmodSync(file, 0o644)
    openDirectory(home.path).close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is refused and left as it is when it holds garbage', () => {
    using home = aHome()
    const file = join(home.path, 'directory.sqlite')
    const garbage = 'this was never a database\n'.repeat(1000)
    writeFileSync(file, garbage)
    expect(() => openDirectory(home.path)).toThrow(failing('damaged', file))
    expect(readFileSync(file, 'utf8')).toBe(garbage)
  })

  it('is refused when a folder is in its place, which stays as open as it was', () => {
    using home = aHome()
    const file = join(home.path, 'directory.sqlite')
    mkdirSync(file, { mode: 0o755 })
    expect(() => openDirectory(home.path)).toThrow(failing('missing', file))
    expect(() => openDirectory(home.path)).toThrow(/a folder is in its place/)
    expect(statSync(file).mode & 0o777).toBe(0o755)
  })

  it('is refused when its end is missing', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path, 1000)
    truncateSync(file, statSync(file).size - 20_000)
    expect(() => openDirectory(home.path)).toThrow(failing('damaged', file))
  })

  it('is refused when a newer Relink wrote it', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    const newer = new Sqlite(file)
    newer.pragma('user_version = 4000')
    newer.close()
    expect(() => openDirectory(home.path)).toThrow(failing('newer', file))
  })

  it("is refused when it is another program's database", () => {
    using home = aHome()
    const file = join(home.path, 'directory.sqlite')
    const foreign = new Sqlite(file)
    foreign.exec('CREATE TABLE user (name TEXT)')
    foreign.close()
    expect(() => openDirectory(home.path)).toThrow(failing('damaged', file))
  })

  it('is refused when its folder is gone', () => {
    using home = aHome()
    expect(() => openDirectory(join(home.path, 'gone'))).toThrow(
      failing('missing', join(home.path, 'gone', 'directory.sqlite')),
    )
  })

  it('is not made by a reader', () => {
    using home = aHome()
    const file = join(home.path, 'directory.sqlite')
    expect(() =>
      openDatabase({ file, schema: 'directory', durability: 'normal', readonly: true }),
    ).toThrow(failing('missing', file))
    expect(readdirSync(home.path)).toEqual([])
  })

  it('lets a reader read beside the writer, and write nothing', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    const writer = openDirectory(home.path)
    const reader = openDatabase({ file, schema: 'directory', durability: 'normal', readonly: true })
    expect(reader.prepare('SELECT id FROM user').all()).toEqual([{ id: 'user 0' }])
    expect(thrownBy(() => reader.exec('DELETE FROM user'), file)).toEqual(
      failing('read_only', file),
    )
    reader.close()
    writer.close()
  })

  it('says that the disk is full when it cannot grow, and keeps what it has', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    const database = openDirectory(home.path)
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`)
    const insert = database.prepare("INSERT INTO user (id, email, search_text) VALUES (?, ?, '')")
    expect(thrownBy(() => insert.run('2', 'x'.repeat(100_000)), file)).toEqual(
      failing('full', file),
    )
    expect(database.prepare('SELECT count(*) AS n FROM user').get()).toEqual({ n: 1 })
    database.close()
  })

  it('says that it is locked when another program holds it', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    const holder = new Sqlite(file)
    holder.exec('BEGIN IMMEDIATE')
    const other = new Sqlite(file, { timeout: 0 })
    expect(thrownBy(() => other.exec('BEGIN IMMEDIATE'), file)).toEqual(failing('locked', file))
    other.close()
    holder.close()
  })

  it('is refused when nobody may write it', () => {
    using home = aHome()
    const file = aStoredDirectory(home.path)
    chmodSync(file, 0o400)
    chmodSync(home.path, 0o555)
    withoutPower(() => {
      expect(() => openDirectory(home.path)).toThrow(failing('read_only', file))
    })
    chmodSync(home.path, 0o700)
  })
})

describe('a home', () => {
  it('is made with its parents, private', () => {
    using folder = aHome()
    const home = join(folder.path, 'a', 'b')
    prepareHome(home)
    expect(statSync(home).mode & 0o777).toBe(0o700)
    expect(readdirSync(home)).toEqual([])
  })

  it('is made private when it was there', () => {
    using folder = aHome()
    chmodSync(folder.path, 0o755)
    prepareHome(folder.path)
    expect(statSync(folder.path).mode & 0o777).toBe(0o700)
  })

  it('is refused where a file has its place', () => {
    using folder = aHome()
    const file = join(folder.path, 'home')
    writeFileSync(file, '')
    expect(() => prepareHome(file)).toThrow(failing('missing', file))
    expect(() => prepareHome(join(file, 'below'))).toThrow(failing('missing', join(file, 'below')))
  })

  it.runIf(process.platform === 'linux')('is refused at once where no folder can be made', () => {
    const home = '/proc/relink/home'
    expect(() => prepareHome(home)).toThrow(failing('missing', home))
  })

  it('is refused where everybody writes, and stays as open as it was', () => {
    using folder = aHome()
    const shared = join(folder.path, 'shared')
    mkdirSync(shared)
    chmodSync(shared, 0o1777)
    expect(() => prepareHome(shared)).toThrow(/shared with others/)
    expect(statSync(shared).mode & 0o7777).toBe(0o1777)
  })

  it('is refused where nothing can be written', () => {
    using folder = aHome()
    chmodSync(folder.path, 0o555)
    withoutPower(() => {
      expect(() => prepareHome(folder.path)).toThrow(failing('read_only', folder.path))
      expect(() => prepareHome(join(folder.path, 'new'))).toThrow(
        failing('read_only', join(folder.path, 'new')),
      )
    })
  })
})

function thrownBy(act: () => unknown, file: string): unknown {
  try {
    act()
  } catch (error) {
    return asStorageError(error, file)
  }
  throw new Error('nothing was thrown')
}
