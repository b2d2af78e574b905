import { join } from 'node:path'
import { type Database, openDatabase } from '../../../src-main/db/index.ts'
import { mirrorKinds } from '../../../src-main/mirror/index.ts'

export interface BigHome {
  readonly home: string
  readonly account: string
  readonly users: number
}

/** One link in 200 is broken; everybody else is linked and well. */
const brokenEvery = 200

type Fault = 'missing' | 'deleted' | 'suspect' | 'malformed' | 'twin'
const faults: readonly Fault[] = ['missing', 'deleted', 'suspect', 'malformed', 'twin']

/** @returns How many links of each kind are broken. */
export function fillHome({ home, account, users }: BigHome): Record<Fault, number> {
  const directory = openDatabase({
    file: join(home, 'directory.sqlite'),
    schema: 'directory',
    durability: 'normal',
  })
  const mirror = openDatabase({
    file: join(home, `mirror.${account}.test.sqlite`),
    schema: 'mirror',
    durability: 'normal',
  })
  const count: Record<Fault, number> = { missing: 0, deleted: 0, suspect: 0, malformed: 0, twin: 0 }
  const add = createAdder(directory, mirror)
  const addAll = () => {
    for (let at = 0; at < users; at += 1) {
      const fault = faultOf(at)
      if (fault !== undefined) count[fault] += 1
      add(at, fault)
    }
    for (const kind of mirrorKinds) finishRun(mirror, kind)
  }
  directory.transaction(() => mirror.transaction(addAll)())()
  directory.close()
  mirror.close()
  return count
}

const faultOf = (at: number): Fault | undefined =>
  at % brokenEvery === 0 ? faults[(at / brokenEvery) % faults.length] : undefined

/** The last whole listing of a kind ended well, just now. */
function finishRun(mirror: Database, kind: string): void {
  mirror
    .prepare(`INSERT INTO run (kind, number, state, started_at, as_of, stripe_as_of)
      VALUES (@kind, 1, 'ok', @now, @now, @second)
      ON CONFLICT (kind) DO UPDATE SET state = 'ok', as_of = @now, stripe_as_of = @second`)
    .run({ kind, now: Date.now(), second: Math.floor(Date.now() / 1000) })
}

function createAdder(directory: Database, mirror: Database) {
  const user = directory.prepare(`
    INSERT INTO user (id, email, email_folded, name, is_verified, created_at, stripe_customer_id_test, search_text)
    VALUES (@id, @email, @email, @name, 1, @createdAt, @stored, @search)`)
  const object = mirror.prepare(`
    INSERT INTO customer_object (id, json, seen_from, seen_to, deleted, source, run)
    VALUES (@id, @json, @at, @at, @deleted, 'list', 1)`)
  const customer = mirror.prepare(`
    INSERT INTO customer (id, created, email, name, owner_id, balance, deleted, suspect)
    VALUES (@id, @created, @email, @name, @owner, 0, @deleted, @suspect)`)
  const subscription = mirror.prepare(`
    INSERT INTO subscription (id, customer, status, created, period_end, mrr_minor, full_mrr_minor, currency)
    VALUES (?, ?, 'active', ?, ?, 4900, 4900, 'usd')`)
  const created = Math.floor(Date.now() / 1000) - 30 * 86_400

  const addCustomer = (id: string, at: number, fault: Fault | undefined): void => {
    const [email, name] = [`person${at}@example.com`, `Person ${at}`]
    const metadata = { user_id: String(100_000 + at) }
    const deleted = Number(fault === 'deleted')
    const json = JSON.stringify({ id, object: 'customer', created, email, name, metadata })
    object.run({ id, json, at: created, deleted })
    const suspect = Number(fault === 'suspect')
    customer.run({ id, created, email, name, owner: metadata.user_id, deleted, suspect })
    if (at % 3 === 0) subscription.run(`sub_${id}`, id, created, created + 60 * 86_400)
  }

  return (at: number, fault: Fault | undefined): void => {
    // Scattered over the index, as Stripe's are.
    const id = `cus_${((at * 2_654_435_761) % 4_294_967_296).toString(36).padStart(8, '0')}${at.toString(36)}`
    const [email, name] = [`person${at}@example.com`, `Person ${at}`]
    const stored = fault === 'malformed' ? 'undefined' : id
    const search = `${name}\n${email}`.toLowerCase()
    const createdAt = created * 1000 - 1000
    user.run({ id: String(100_000 + at), email, name, createdAt, stored, search })
    if (fault !== 'missing') addCustomer(id, at, fault)
    if (fault === 'twin') addCustomer(`${id}twin`, at, undefined)
  }
}
