import { mkdtempDisposableSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'

const first = {
  version: 1,
  sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;`,
}
const rebuildsParent = {
  version: 2,
  sql: `CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT) STRICT;
    INSERT INTO parent_new (id) SELECT id FROM parent;
    DROP TABLE parent;
    ALTER TABLE parent_new RENAME TO parent;`,
}

function aFile() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'relink-migrate-'))
  const file = join(folder.path, 'workspace.sqlite')
  const database = new Sqlite(file)
  migrate(database, { file, steps: [first], precious: true })
  database.exec('INSERT INTO parent VALUES (7); INSERT INTO child VALUES (1, 7), (2, 7)')
  return {
    folder,
    file,
    database,
    [Symbol.dispose]() {
      database.close()
      folder.remove()
    },
  }
}

describe('a migration', () => {
  it('keeps the children of a table that it makes anew', () => {
    using home = aFile()
    migrate(home.database, { ...home, steps: [first, rebuildsParent], precious: true })
    expect(home.database.prepare('SELECT count(*) AS n FROM child').get()).toEqual({ n: 2 })
    expect(home.database.pragma('user_version', { simple: true })).toBe(2)
  })

  it('copies a precious file as it was, private, before it changes it', () => {
    using home = aFile()
    migrate(home.database, { ...home, steps: [first, rebuildsParent], precious: true })
    const copy = `${home.file}.before-v2`
    using before = asDisposable(new Sqlite(copy, { readonly: true }))
    expect(before.database.pragma('user_version', { simple: true })).toBe(1)
    expect(before.database.prepare('SELECT count(*) AS n FROM child').get()).toEqual({ n: 2 })
    expect(statSync(copy).mode & 0o777).toBe(0o600)
  })

  it('makes no copy of a file that can be had again', () => {
    using home = aFile()
    migrate(home.database, { ...home, steps: [first, rebuildsParent], precious: false })
    expect(readdirSync(home.folder.path).filter((name) => name.includes('before'))).toEqual([])
  })

  it('that fails leaves the file at its version with its rows', () => {
    using home = aFile()
    const broken = { version: 3, sql: 'DROP TABLE child; SELECT nonsense' }
    expect(() =>
      migrate(home.database, { ...home, steps: [first, rebuildsParent, broken], precious: true }),
    ).toThrow(/nonsense/)
    expect(home.database.pragma('user_version', { simple: true })).toBe(1)
    expect(home.database.prepare('SELECT count(*) AS n FROM child').get()).toEqual({ n: 2 })
  })

  it('that would leave a child without its parent is undone', () => {
    using home = aFile()
    const orphans = { version: 2, sql: 'DELETE FROM parent' }
    expect(() =>
      migrate(home.database, { ...home, steps: [first, orphans], precious: true }),
    ).toThrow(/2 rows/)
    expect(home.database.prepare('SELECT count(*) AS n FROM parent').get()).toEqual({ n: 1 })
  })

  it('does not touch a file that a newer version wrote', () => {
    using home = aFile()
    home.database.pragma('user_version = 9')
    expect(() => migrate(home.database, { ...home, steps: [first], precious: true })).toThrow(
      expect.objectContaining({ failure: { kind: 'newer', file: home.file } }),
    )
    expect(home.database.pragma('user_version', { simple: true })).toBe(9)
  })
})

function asDisposable(database: Sqlite.Database) {
  return { database, [Symbol.dispose]: () => database.close() }
}
