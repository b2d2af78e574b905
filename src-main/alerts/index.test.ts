import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../db/index.ts'
import { createAlerts, type Problem } from './index.ts'

function someAlerts() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'relink-alerts-'))
  const file = join(folder.path, 'workspace.sqlite')
  const db = openDatabase({ file, schema: 'workspace', durability: 'normal' })
  const clock = { now: 1_000 }
  const told = { times: 0 }
  const alerts = createAlerts(
    db,
    () => clock.now,
    () => {
      told.times += 1
    },
  )
  return {
    ...{ alerts, clock, told, db },
    [Symbol.dispose]() {
      db.close()
      folder.remove()
    },
  }
}

const problem = (values: Partial<Problem> = {}): Problem => ({
  key: 'wrong_account:test',
  kind: 'wrong_account',
  severity: 'critical',
  environment: 'test',
  message: 'These ids are of another account.',
  ...values,
})

describe('a problem', () => {
  it('is one alert, however often it happens, with the latest message', () => {
    using home = someAlerts()
    home.alerts.raise(problem())
    home.clock.now = 2_000
    home.alerts.raise(problem({ message: 'They still are.' }))
    expect(home.alerts.open()).toMatchObject([
      { count: 2, firstAt: 1_000, lastAt: 2_000, message: 'They still are.', resolvedAt: null },
    ])
  })

  it('is told apart by its key', () => {
    using home = someAlerts()
    home.alerts.raise(problem())
    home.alerts.raise(problem({ key: 'wrong_account:live', environment: 'live' }))
    expect(home.alerts.open()).toHaveLength(2)
  })

  it('goes when it is resolved, and is a new alert when it comes back', () => {
    using home = someAlerts()
    home.alerts.raise(problem())
    const [first] = home.alerts.open()
    home.alerts.resolve('wrong_account:test')
    expect(home.alerts.open()).toEqual([])
    home.clock.now = 9_000
    home.alerts.raise(problem())
    const [again, ...others] = home.alerts.open()
    expect(others).toEqual([])
    expect(again).toMatchObject({ count: 1, firstAt: 9_000 })
    expect(again?.id).not.toBe(first?.id)
    expect(home.db.prepare('SELECT count(*) AS n FROM alert').get()).toEqual({ n: 2 })
  })

  it('is shown newest first', () => {
    using home = someAlerts()
    home.alerts.raise(problem())
    home.clock.now = 2_000
    home.alerts.raise(problem({ key: 'links_missing:test', kind: 'links_missing' }))
    home.clock.now = 3_000
    home.alerts.raise(problem())
    expect(home.alerts.open().map((alert) => alert.kind)).toEqual([
      'wrong_account',
      'links_missing',
    ])
  })

  it('changes the view only where there was something to resolve', () => {
    using home = someAlerts()
    home.alerts.resolve('wrong_account:test')
    expect(home.told.times).toBe(0)
    home.alerts.raise(problem())
    home.alerts.resolve('wrong_account:test')
    home.alerts.resolve('wrong_account:test')
    expect(home.told.times).toBe(2)
  })
})
