import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src-main/db/index.ts'
import type { Sandbox, WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox, aStage } from '../support/afterwards.ts'
import { countIntents, customerIds } from '../support/ending.ts'
import { ask } from '../support/raw.ts'
import { directoryCsv, type Stage } from '../support/workspace.ts'

const seed: WorldOptions = { users: 30, counts: { deleted_alone: 3, deleted_with_candidate: 2 } }

const usersWho = (sandbox: Sandbox, situation: string): string[] =>
  sandbox.truth().flatMap((one) => (one.situation === situation ? [one.user] : []))

/** Somebody else writes to the directory: another program with its own connection. */
function writeBeside(home: string, sql: string, ...values: string[]): void {
  const file = join(home, 'directory.sqlite')
  const db = openDatabase({ file, schema: 'directory', durability: 'full' })
  db.prepare(sql).run(...values)
  db.close()
}

const setLink = 'UPDATE user SET stripe_customer_id_test = ? WHERE id = ?'
const removeUser = 'DELETE FROM user WHERE id = ?'

/** A console at whose step `store` somebody else comes first. */
async function aRacedStage(writeFirst: (home: string, sandbox: Sandbox) => void): Promise<Stage> {
  const home = aHome()
  const stage = await aStage({
    seed,
    home,
    onStep(step) {
      if (step === 'store') writeFirst(home, stage.sandbox)
    },
  })
  return stage
}

const alertsOf = ({ workspace }: Stage) => workspace.alerts.open().map(({ kind }) => kind)

/** The customer that was made stays, says so, and is reported. */
function expectLeftover(stage: Stage, before: ReadonlySet<string>): void {
  const { sandbox } = stage
  const made = sandbox.control.customers(sandbox.secretKey).filter(({ id }) => !before.has(id))
  expect(made).toHaveLength(1)
  expect(made[0]?.metadata).toMatchObject({ relink_leftover: expect.stringMatching(/^case \d+$/) })
  expect(alertsOf(stage)).toEqual(['leftover_customer'])
  const sent = sandbox.control.requests().recent
  expect(sent.filter(({ method }) => method === 'DELETE')).toEqual([])
}

describe('somebody else who writes first', () => {
  it('keeps their link; the customer that was made is marked and reported', async () => {
    const stage = await aRacedStage((home, sandbox) => {
      writeBeside(home, setLink, 'cus_byhand000001', usersWho(sandbox, 'deleted_alone')[0] ?? '')
    })
    const before = customerIds(stage.sandbox)
    const [user = ''] = usersWho(stage.sandbox, 'deleted_alone')
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'conflict' })
    expect(await stage.storedId(user)).toBe('cus_byhand000001')
    expectLeftover(stage, before)
    expect(countIntents(stage.home)).toBe(0)
    expect(stage.workspace.cases.all(stage.bench, ['conflict'])).toHaveLength(1)
  })

  it('and gives the candidate to another user keeps it there', async () => {
    const stage = await aRacedStage((home, { truth }) => {
      const mine = truth().find(({ situation }) => situation === 'deleted_with_candidate')
      const other = truth().find(({ situation }) => situation === 'linked')
      writeBeside(home, setLink, mine?.to ?? '', other?.user ?? '')
    })
    const [user = ''] = usersWho(stage.sandbox, 'deleted_with_candidate')
    const before = await stage.storedId(user)
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'conflict' })
    expect(await stage.storedId(user)).toBe(before)
    expect(stage.writes()).toBe(0)
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'review' })
  })

  it('and removes the user leaves a customer that is marked and reported', async () => {
    const stage = await aRacedStage((home, sandbox) => {
      writeBeside(home, removeUser, usersWho(sandbox, 'deleted_alone')[0] ?? '')
    })
    const before = customerIds(stage.sandbox)
    const [user = ''] = usersWho(stage.sandbox, 'deleted_alone')
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'refused', reason: 'conflict' })
    expectLeftover(stage, before)
    expect(countIntents(stage.home)).toBe(0)
    expect((await stage.audit()).cases.open).toBe(4)
  })

  it('and stored the very same customer is no conflict', async () => {
    const stage = await aRacedStage((home, { truth }) => {
      const mine = truth().find(({ situation }) => situation === 'deleted_with_candidate')
      writeBeside(home, setLink, mine?.to ?? '', mine?.user ?? '')
    })
    const [user = ''] = usersWho(stage.sandbox, 'deleted_with_candidate')
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'relinked' })
  })
})

describe('a user who is removed while nobody knows whether their customer was made', () => {
  it('leaves a customer that is found, marked and reported', async () => {
    const sandbox = await aSandbox({ seed })
    const { url, secretKey: key } = sandbox
    const home = aHome()
    const onStep = (step: string) => {
      if (step === 'answered') throw new Error('ended here')
    }
    const opened = await aConsole({ url, key, home, csv: await directoryCsv(sandbox), onStep })
    const before = customerIds(sandbox)
    const [user = ''] = usersWho(sandbox, 'deleted_alone')
    await expect(opened.ensure(user)).rejects.toThrow('ended here')
    writeBeside(home, removeUser, user)

    const again = await aConsole({ url, key, home })
    await again.runAll()
    expectLeftover({ ...again, sandbox, writes: () => 0 }, before)
    expect(countIntents(home)).toBe(0)
  })
})

describe('a directory that went back to an older backup', () => {
  async function restored(users: number) {
    const stage = await aStage({ seed })
    const old = usersWho(stage.sandbox, 'deleted_alone').slice(0, users)
    const before = new Map<string, string | null>()
    for (const user of old) before.set(user, await stage.storedId(user))
    await stage.audit()
    await stage.runAll()
    const repaired = new Map<string, string | null>()
    for (const user of old) repaired.set(user, await stage.storedId(user))
    for (const [user, id] of before) writeBeside(stage.home, setLink, id ?? '', user)
    const customers = customerIds(stage.sandbox)
    return { stage, old, repaired, customers }
  }

  it('gets the same repairs again, by our own record, and one alert', async () => {
    const { stage, repaired, customers } = await restored(2)
    expect(await stage.audit()).toMatchObject({ cases: { open: 2 } })
    expect(alertsOf(stage)).toEqual(['directory_restored'])
    expect(await stage.runAll()).toMatchObject({ recovered: 2, relinks: 2, creates: 0 })
    for (const [user, id] of repaired) expect(await stage.storedId(user)).toBe(id)
    expect(customerIds(stage.sandbox)).toEqual(customers)
    await stage.audit()
    expect(alertsOf(stage)).toEqual([])
  })

  it('gets back what only our own record speaks for', async () => {
    const stage = await aStage({ seed: { users: 30, counts: { only_email_verified: 1 } } })
    const [user = ''] = usersWho(stage.sandbox, 'only_email_verified')
    const before = (await stage.storedId(user)) ?? ''
    await stage.audit()
    await stage.runAll()
    const found = await stage.storedId(user)
    // Neither metadata nor, from now on, an address says whose this customer is.
    await ask(stage.sandbox, 'POST', `/v1/customers/${found}`, { email: 'else@example.test' })
    writeBeside(stage.home, setLink, before, user)

    expect(await stage.ensure(user)).toEqual({ outcome: 'relinked', customerId: found })
  })

  it('in one row is a slip, repaired without an alert', async () => {
    const { stage, old, repaired } = await restored(1)
    await stage.audit()
    expect(alertsOf(stage)).toEqual([])
    const [user = ''] = old
    expect(await stage.ensure(user)).toMatchObject({
      outcome: 'relinked',
      customerId: repaired.get(user),
    })
  })

  it('whose successor was deleted meanwhile gets a new customer', async () => {
    const { stage, old, repaired } = await restored(1)
    const [user = ''] = old
    await ask(stage.sandbox, 'DELETE', `/v1/customers/${repaired.get(user)}`)
    await stage.audit()
    expect(await stage.ensure(user)).toMatchObject({ outcome: 'created' })
    expect(await stage.storedId(user)).not.toBe(repaired.get(user))
  })
})
