import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountId } from '../../tests/support/evidence.ts'
import { drizzleOf, openDatabase } from '../db/index.ts'
import { prepareUnended } from './case-statements.ts'
import { Cases, cursorOf, type Found, inbox } from './cases.ts'
import { recoveryCase, recoveryIntent, recoveryStep } from './schema.ts'

const scope = { account: accountId('acct_1NvQXy2eZvKYlo2C'), environment: 'test' as const }

function someCases() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'relink-cases-'))
  const file = join(folder.path, 'workspace.sqlite')
  const db = openDatabase({ file, schema: 'workspace', durability: 'normal' })
  const clock = { now: 1_000 }
  return {
    db,
    clock,
    cases: new Cases(db, () => clock.now),
    [Symbol.dispose]() {
      db.close()
      folder.remove()
    },
  }
}

function found(values: Partial<Found> = {}): Found {
  return {
    ...{ userId: '7', orphanId: null, userName: 'Ada', userEmail: 'ada@example.com' },
    ...{ state: 'linked', findings: ['email_differs'], storedId: 'cus_stored0001' },
    plan: { kind: 'review', customerId: null, because: ['emails_differ'] },
    ...{ evidence: [], candidates: [], atRisk: [], monthly: [], status: 'open', detail: null },
    ...values,
  }
}

const twin: Found['candidates'][number] = {
  ...{ customerId: 'cus_twin000001', email: 'ada@example.com', name: null, created: 0 },
  ...{ evidence: 'b', reasons: ['owner_metadata_and_email'], mrr: [] },
  ...{ claim: 'unread', card: 'unread', paidInvoice: 'unread' },
}

describe('the tables', () => {
  it.each([recoveryCase, recoveryStep, recoveryIntent])(
    'are as the migrations made them',
    (table) => {
      using home = someCases()
      const { name, columns } = getTableConfig(table satisfies SQLiteTable)
      const described = columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        notnull: Number(column.notNull && !column.primary),
        pk: Number(column.primary),
      }))
      const made = home.db.pragma(`table_info(${name})`)
      expect(made).toMatchObject(described)
      expect(made).toHaveLength(described.length)
    },
  )
})

describe('a case', () => {
  it('is one for an owner, however often an audit finds it', () => {
    using home = someCases()
    const first = home.cases.record(scope, found())
    expect(home.cases.record(scope, found({ state: 'deleted' }))).toBe(first)
    expect(home.cases.find(first)).toMatchObject({ state: 'deleted', status: 'open' })
    expect(home.cases.record(scope, found({ userId: '8' }))).not.toBe(first)
    expect(home.cases.record({ ...scope, environment: 'live' }, found())).not.toBe(first)
    const orphan = found({ userId: null, orphanId: 'cus_orphan0001', state: null })
    expect(home.cases.record(scope, orphan)).toBe(home.cases.record(scope, orphan))
  })

  it('that has ended is kept, and another one opens', () => {
    using home = someCases()
    const first = home.cases.record(scope, found())
    home.cases.end(first, 'recovered')
    const second = home.cases.record(scope, found())
    expect(second).not.toBe(first)
    expect(home.cases.find(first)?.status).toBe('recovered')
  })

  it('is not touched while it is carried out', () => {
    using home = someCases()
    const id = home.cases.record(scope, found())
    home.cases.update(id, { status: 'executing' })
    home.cases.record(scope, found({ state: 'missing' }))
    expect(home.cases.find(id)).toMatchObject({ status: 'executing', state: 'linked' })
  })

  it('ends when an audit finds it true no more, unless it is carried out', () => {
    using home = someCases()
    const [gone, stays, running] = ['1', '2', '3'].map((userId) =>
      home.cases.record(scope, found({ userId })),
    )
    home.cases.update(running ?? 0, { status: 'executing' })
    home.cases.retire(scope, new Set([stays ?? 0]))
    const statuses = [gone, stays, running].map((id) => home.cases.find(id ?? 0)?.status)
    expect(statuses).toEqual(['gone', 'open', 'executing'])
  })

  it('is found by its owner in the index of those that have not ended', () => {
    using home = someCases()
    const { sql, params } = prepareUnended(drizzleOf(home.db, {})).getQuery()
    const plan = home.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params.map(() => ''))
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('USING INDEX recovery_case_one_open'),
    ])
  })
})

describe('a dismissed case', () => {
  function dismissed(home: ReturnType<typeof someCases>, until: number | null = null) {
    const id = home.cases.record(scope, found())
    home.cases.end(id, 'dismissed', { detail: 'it is their mother', dismissedUntil: until })
    return id
  }

  it('stays away while nothing has changed but the money', () => {
    using home = someCases()
    const id = dismissed(home)
    const money = [{ minor: 4900, currency: 'usd' }]
    expect(home.cases.record(scope, found({ atRisk: money, monthly: money }))).toBe(id)
    expect(home.cases.find(id)?.status).toBe('dismissed')
  })

  it.each([
    ['the state', { state: 'deleted' }],
    ['the stored id', { storedId: 'cus_another001' }],
    ['the plan', { plan: { kind: 'create', customerId: null, because: ['absence_proven'] } }],
    [
      'why a person has to look',
      { plan: { kind: 'review', customerId: null, because: ['duplicate_customers'] } },
    ],
    ['what else was found', { findings: ['duplicate', 'email_differs'] }],
    ['who else came up', { candidates: [twin] }],
    ['the address', { userEmail: 'ada@new.example' }],
  ] satisfies [string, Partial<Found>][])('comes back when this changed: %s', (_, values) => {
    using home = someCases()
    const id = dismissed(home)
    expect(home.cases.record(scope, found(values))).toBe(id)
    expect(home.cases.find(id)).toMatchObject({ status: 'open', endedAt: null, detail: null })
    expect(home.cases.steps(id).map((step) => step.step)).toEqual(['opened', 'reopened'])
  })

  it('comes back when its time is over', () => {
    using home = someCases()
    const id = dismissed(home, 2_000)
    home.cases.record(scope, found())
    expect(home.cases.find(id)?.status).toBe('dismissed')
    home.clock.now = 2_000
    home.cases.record(scope, found())
    expect(home.cases.find(id)).toMatchObject({ status: 'open', dismissedUntil: null })
  })
})

describe('the inbox', () => {
  it('is added up from the same as each case says', () => {
    using home = someCases()
    const money = [{ minor: 4900, currency: 'usd' }]
    home.cases.record(scope, found({ userId: '1', atRisk: money, monthly: money }))
    home.cases.record(scope, found({ userId: '2', findings: [], atRisk: money, status: 'held' }))
    home.cases.end(home.cases.record(scope, found({ userId: '3' })), 'recovered')
    home.cases.record({ ...scope, environment: 'live' }, found({ userId: '4' }))
    const rows = home.cases
      .all(scope, inbox)
      .map(({ id, state, findings, plan, atRisk, monthly, status }) => {
        return { id, state, findings, plan, atRisk, monthly, status }
      })
    expect(rows).toHaveLength(2)
    const outline = home.cases.outline(scope, inbox)
    expect(outline.toSorted((a, b) => a.id - b.id)).toEqual(rows.toSorted((a, b) => a.id - b.id))
  })

  it('shows every case once over its pages, most money first', () => {
    using home = someCases()
    const amounts = fc.array(fc.nat({ max: 3 }), { maxLength: 12 })
    let round = 0
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 5 }), (minors, limit) => {
        round += 1
        const here = { ...scope, account: accountId(`acct_${round}`) }
        for (const [at, minor] of minors.entries())
          home.cases.record(here, found({ userId: `${at}`, atRisk: [{ minor, currency: 'usd' }] }))
        const shown: number[] = []
        for (let cursor: string | undefined; ; ) {
          const page = home.cases.list(here, { view: 'needs_you', limit, cursor })
          shown.push(...page.map((row) => row.id))
          const last = page.at(-1)
          if (last === undefined) break
          cursor = cursorOf(last)
        }
        expect(shown).toEqual(home.cases.all(here, inbox).map((row) => row.id))
        expect(new Set(shown).size).toBe(minors.length)
        const weights = shown.map((id) => home.cases.find(id)?.weight ?? 0)
        expect(weights).toEqual(weights.toSorted((a, b) => b - a))
      }),
      { numRuns: 30 },
    )
  })
})
