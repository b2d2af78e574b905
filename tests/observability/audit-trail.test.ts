import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src-main/db/index.ts'
import { createAuditTrail } from '../../src-main/observability/index.ts'

let dir: string
let database: Database
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'relink-trail-'))
  database = openDatabase({
    file: join(dir, 'workspace.sqlite'),
    schema: 'workspace',
    durability: 'normal',
  })
})
afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true, force: true })
})

const actor = { user: 'maria', host: 'laptop', transport: 'window' }
const aTrail = (lines = 0) => {
  let time = 1_000
  const trail = createAuditTrail(database, () => time++)
  for (let n = 1; n <= lines; n++)
    trail.append({ actor, action: 'link.store', userId: String(n % 3), after: `cus_${n}` })
  return trail
}
/** What somebody with the file and another program could do. */
const tamper = (sql: string) => {
  database.exec('DROP TRIGGER change_is_not_updated; DROP TRIGGER change_is_not_deleted')
  database.exec(sql)
}

describe('the audit trail', () => {
  it('keeps who, what, where and how it was before', () => {
    const change = aTrail().append({
      actor,
      action: 'link.store',
      environment: 'live',
      account: 'acct_1',
      userId: '7',
      case: 31,
      before: 'cus_dead00001',
      after: 'cus_live00001',
      requestId: 'req_1',
    })

    expect(change).toMatchObject({ id: 1, at: 1_000, actor, case: 31, detail: null })
    expect(change.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(aTrail().page({ limit: 10 }).items).toEqual([change])
  })

  it('is written with what it tells of, or not at all', () => {
    const trail = aTrail()
    const work = database.transaction(() => {
      trail.append({ actor, action: 'link.store' })
      throw new Error('The work failed')
    })

    expect(work).toThrow('The work failed')
    expect(trail.page({ limit: 10 }).items).toEqual([])
    trail.append({ actor, action: 'after' })
    expect(trail.page({ limit: 10 }).items).toMatchObject([{ id: 1 }])
  })

  it('is read newest first, by page and by user', () => {
    const trail = aTrail(7)
    const first = trail.page({ limit: 3 })
    const second = trail.page({ limit: 3, cursor: first.next ?? 0 })
    const third = trail.page({ limit: 3, cursor: second.next ?? 0 })

    expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([
      [7, 6, 5],
      [4, 3, 2],
      [1],
    ])
    expect(third.next).toBeNull()
    expect(trail.forUser('1', 2).map(({ id }) => id)).toEqual([7, 4])
  })

  it('refuses to be changed or cut', () => {
    aTrail(3)

    expect(() => database.exec("UPDATE change SET after = 'x' WHERE id = 1")).toThrow('append-only')
    expect(() => database.exec('DELETE FROM change WHERE id = 3')).toThrow('append-only')
    expect(() =>
      database.exec('INSERT OR REPLACE INTO change SELECT * FROM change WHERE id = 3'),
    ).toThrow('append-only')
  })

  it('proves itself, also over many lines', async () => {
    expect(await aTrail().verify()).toEqual({ intact: true, lines: 0, brokenAt: null })
    expect(await aTrail(2_500).verify()).toEqual({ intact: true, lines: 2_500, brokenAt: null })
  })

  it.each([
    ['a line changed', "UPDATE change SET after = 'cus_mine' WHERE id = 4", 4],
    ['an actor changed', "UPDATE change SET actor_user = 'nobody' WHERE id = 1", 1],
    ['a null filled', "UPDATE change SET detail = 'x' WHERE id = 10", 10],
    ['a line removed', 'DELETE FROM change WHERE id = 5', 5],
    ['the first removed', 'DELETE FROM change WHERE id = 1', 1],
    ['the last removed', 'DELETE FROM change WHERE id = 10', 10],
    ['all removed', 'DELETE FROM change', 1],
    [
      'two exchanged',
      'UPDATE change SET id = 99 WHERE id = 2; UPDATE change SET id = 2 WHERE id = 3',
      2,
    ],
  ])('shows %s', async (_, sql, brokenAt) => {
    const trail = aTrail(10)
    tamper(sql)

    expect(await trail.verify()).toMatchObject({ intact: false, brokenAt })
  })

  it('shows a line changed together with its own hash, at the line after it', async () => {
    const trail = aTrail(10)
    const row = (id: number) =>
      database
        .prepare<[number], Record<string, unknown>>('SELECT * FROM change WHERE id = ?')
        .get(id)
    const forged = Object.entries({ ...row(4), after: 'cus_mine' })
    const values = forged.filter(([column]) => column !== 'hash').map(([, value]) => value)
    const line = `${row(3)?.['hash']}\n${JSON.stringify(values)}`
    const hash = createHash('sha256').update(line).digest('hex')
    tamper(`UPDATE change SET after = 'cus_mine', hash = '${hash}' WHERE id = 4`)

    expect(await trail.verify()).toMatchObject({ intact: false, lines: 4, brokenAt: 5 })
  })

  it('holds no key', () => {
    const key = 'sk_live_51KEYabcdefgh'
    aTrail().append({
      actor: { ...actor, user: key },
      action: 'x',
      detail: `with ${key}`,
      before: key,
    })

    expect(JSON.stringify(aTrail().page({ limit: 1 }))).not.toContain('KEY')
  })
})
