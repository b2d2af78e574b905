import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { CustomerId } from '#contract'
import { openDatabase } from '../../src-main/db/index.ts'
import { foldEmail, openEmbeddedDirectory } from '../../src-main/directory/index.ts'
import { auditQueries } from '../../src-main/mirror/owner-copy.ts'
import { aMirror } from './a-mirror.ts'

interface User {
  readonly id: string
  readonly email: string
  readonly stored: string | null
}

interface Customer {
  readonly id: string
  readonly email: string | null
  readonly owner: string | null
  readonly balance: number
  readonly deleted: boolean
  readonly suspect: boolean
  readonly subscription: string | null
  readonly invoice: string | null
}

const home = aMirror()
const file = join(home.folder, 'directory.sqlite')
const directory = openEmbeddedDirectory(file)
const users = openDatabase({ file, schema: 'directory', durability: 'normal' })
afterAll(() => {
  users.close()
  directory.close()
  home[Symbol.dispose]()
})

const insertUser = users.prepare(`
  INSERT INTO user (id, email, stripe_customer_id_test, search_text) VALUES (@id, @email, @stored, '')`)
const insertCustomer = home.db.prepare(`
  INSERT INTO customer (id, created, email, owner_id, balance, deleted, suspect)
  VALUES (@id, 0, @email, @owner, @balance, @deleted, @suspect)`)
const insertSubscription = home.db.prepare(`
  INSERT INTO subscription (id, customer, status, created, mrr_minor, full_mrr_minor, currency)
  VALUES (@id, @id, @status, 0, 0, 0, 'usd')`)
const insertInvoice = home.db.prepare(`
  INSERT INTO invoice (id, customer, status, created, total, amount_remaining, currency, attempted)
  VALUES (@id, @id, @status, 0, 0, 0, 'usd', 0)`)

/** Makes both files hold exactly this, and copies the directory. */
async function set(people: readonly User[], customers: readonly Customer[]): Promise<void> {
  users.transaction(() => {
    users.exec('DELETE FROM user')
    for (const person of people) insertUser.run(person)
  })()
  home.db.transaction(() => {
    home.db.exec('DELETE FROM customer; DELETE FROM subscription; DELETE FROM invoice')
    for (const { subscription, invoice, ...customer } of customers) {
      const marks = { deleted: Number(customer.deleted), suspect: Number(customer.suspect) }
      insertCustomer.run({ ...customer, ...marks })
      if (subscription !== null) insertSubscription.run({ id: customer.id, status: subscription })
      if (invoice !== null) insertInvoice.run({ id: customer.id, status: invoice })
    }
  })()
  expect(await home.mirror.owners.refill(directory, 'test')).toBe(people.length)
}

async function oddOnes(): Promise<string[]> {
  const found: string[] = []
  for await (const links of home.mirror.owners.odd()) found.push(...links.map((one) => one.user_id))
  return found
}

const ids = ['cus_aaaaaaaa1', 'cus_aaaaaaaa2', 'cus_aaaaaaaa3', 'cus_aaaaaaaa4']
const emails = ['ada@example.com', 'bob@example.com']

const people = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    email: fc.constantFrom(...emails, ' Ada@Example.COM', '', '  '),
    stored: fc.constantFrom(null, '', 'null', 'cus_short', `${ids[0]}\n`, ...ids),
  }),
  { selector: (user) => user.id },
)

const customers = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ids),
    email: fc.constantFrom(null, ...emails),
    owner: fc.constantFrom(null, '1', '2', '99'),
    balance: fc.constantFrom(0, 0, -500),
    deleted: fc.boolean(),
    suspect: fc.boolean(),
    subscription: fc.constantFrom(null, 'active', 'paused', 'unpaid', 'canceled', 'incomplete'),
    invoice: fc.constantFrom(null, 'open', 'uncollectible', 'paid', 'void', 'draft'),
  }),
  { selector: (customer) => customer.id },
)

function isOdd(user: User, all: readonly User[], known: readonly Customer[]): boolean {
  if (user.stored === null) return false
  const customer = known.find((one) => one.id === user.stored)
  if (customer === undefined || customer.deleted || customer.suspect) return true
  if (all.filter((one) => one.stored === user.stored).length > 1) return true
  if (customer.owner !== null && customer.owner !== user.id) return true
  const email = foldEmail(user.email)
  return email !== null && customer.email !== null && email !== customer.email
}

function isPaying({ balance, subscription, invoice }: Customer): boolean {
  const alive = ['active', 'trialing', 'past_due', 'unpaid', 'paused']
  return (
    balance !== 0 ||
    alive.includes(subscription ?? '') ||
    ['open', 'uncollectible'].includes(invoice ?? '')
  )
}

const whose = (spare: readonly Customer[], user: User): boolean =>
  spare.some(
    ({ owner, email }) => owner === user.id || (email !== null && email === foldEmail(user.email)),
  )

describe('the audit’s join', () => {
  it('finds the same as looking at every link by itself', async () => {
    await fc.assert(
      fc.asyncProperty(people, customers, async (all, known) => {
        await set(all, known)
        const odd = all.filter((user) => isOdd(user, all, known)).map((user) => user.id)
        expect((await oddOnes()).toSorted()).toEqual(odd.toSorted())

        const live = known.filter((one) => !one.deleted)
        const spare = live.filter((one) => all.every((user) => user.stored !== one.id))
        const found = home.mirror.owners.spare()
        const owners = all.filter((user) => whose(spare, user)).map((user) => user.id)
        expect(found.owners.toSorted()).toEqual(owners.toSorted())
        expect(found.paying.toSorted()).toEqual(
          spare
            .filter(isPaying)
            .map((one) => one.id)
            .toSorted(),
        )

        const stored = all.filter((user) => CustomerId.safeParse(user.stored).success)
        expect(home.mirror.owners.counts()).toEqual({
          owners: all.length,
          unlinked: all.filter((user) => user.stored === null).length,
          stored: stored.length,
          witnessed: stored.filter((user) => known.some((one) => one.id === user.stored)).length,
        })
      }),
      { numRuns: 150 },
    )
  })

  it('covers every user, however many batches and steps there are', async () => {
    const many = Array.from({ length: 4_321 }, (_, at) => ({
      id: `u${at}`,
      email: '',
      stored: `cus_never${String(at).padStart(6, '0')}`,
    }))
    await set(many, [])
    expect(new Set(await oddOnes()).size).toBe(many.length)
    await set(many.slice(0, 1), [])
    expect(await oddOnes()).toEqual(['u0'])
  })

  it('of nobody finds nothing', async () => {
    await set([], [])
    expect(await oddOnes()).toEqual([])
    expect(home.mirror.owners.counts()).toEqual({ owners: 0, unlinked: 0, stored: 0, witnessed: 0 })
  })
})

describe('the plan of a query', () => {
  /** The tables that are walked whole; any other is sought in. */
  function walked(name: keyof typeof auditQueries): string[] {
    const params = name === 'odd' ? [0, 1] : []
    return home.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${auditQueries[name]}`)
      .all(...params)
      .flatMap(({ detail }) => /^SCAN (\S+)/.exec(detail)?.[1] ?? [])
      .map((table) => table.replace('temp.', ''))
  }

  it.each([
    ['odd', []],
    ['shared', []],
    ['counts', ['owner']],
    ['spare', ['customer']],
    ['ownersOfSpare', ['spare', 'spare']],
    ['payingSpare', ['spare']],
  ] as const)('of %s walks no table for each row of another', async (name, tables) => {
    await set([{ id: '1', email: '', stored: null }], [])
    home.db.exec(`
      CREATE TEMP TABLE IF NOT EXISTS shared_id (stored TEXT);
      CREATE INDEX IF NOT EXISTS temp.shared_id_stored ON shared_id (stored);
      CREATE TEMP TABLE IF NOT EXISTS spare (id TEXT, email TEXT, owner_id TEXT, balance INTEGER)`)
    expect(walked(name)).toEqual(tables)
  })
})
