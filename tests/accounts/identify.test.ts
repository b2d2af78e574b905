import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AccountId, CustomerId } from '#contract'
import { createAccounts, parseSecretKey } from '../../src-main/accounts/index.ts'
import { type Database, openDatabase } from '../../src-main/db/index.ts'
import { type Answer, errorBody, gatewayTo, startStripeLike } from '../gateway/stripe-like.ts'

let dir: string
let db: Database
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'relink-accounts-'))
  db = openDatabase({
    file: join(dir, 'workspace.sqlite'),
    schema: 'workspace',
    durability: 'normal',
  })
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

const oneKey = 'sk_test_51AAAAAAAAAAAAAAAAAA'
const otherKey = 'rk_test_51BBBBBBBBBBBBBBBBBB'
const unknownUrl: Answer = { status: 404, json: errorBody({ message: 'Unrecognized request URL' }) }
const named: Answer = { json: { id: 'acct_1', settings: { dashboard: { display_name: 'Acme' } } } }

/** Asks who a key's account is, of a Stripe that answers about the account so and has these customers. */
async function identify(
  rawKey: string,
  account: Answer,
  { exist = [], held = [] }: { exist?: string[]; held?: string[] } = {},
) {
  await using stripe = await startStripeLike(({ url }) => {
    if (url.pathname === '/v1/account') return account
    const id = url.pathname.split('/').at(-1) ?? ''
    if (exist.includes(id)) return { json: { id, object: 'customer' } }
    return { status: 404, json: errorBody({ code: 'resource_missing', param: 'id' }) }
  })
  const key = parseSecretKey(rawKey)
  const { gateway } = gatewayTo(stripe.base, { secretKey: rawKey, environment: key.environment })
  const knownCustomers = (_: AccountId) => held.map((id) => CustomerId.parse(id))
  return await createAccounts({ db, knownCustomers }).identify(gateway, key)
}

describe('the account of a key', () => {
  it('is what Stripe says, also for another key of it', async () => {
    expect(await identify(oneKey, named)).toEqual({ id: 'acct_1', name: 'Acme' })

    const refusal = errorBody({ message: "… for this endpoint on account 'acct_1'. …" })
    expect(await identify(otherKey, { status: 403, json: refusal })).toEqual({
      id: 'acct_1',
      name: 'Acme',
    })
  })

  it('is a local one where Stripe names none, the same for the same key, on every console', async () => {
    const first = await identify(oneKey, unknownUrl)
    expect(first).toEqual({ id: expect.stringMatching(/^local_[0-9a-f]{16}$/), name: null })
    expect(await identify(oneKey, unknownUrl)).toEqual(first)

    db.exec('DELETE FROM account_key; DELETE FROM account')
    expect(await identify(oneKey, unknownUrl)).toEqual(first)
    expect(await identify(otherKey, unknownUrl)).not.toEqual(first)
  })

  const customers = ['cus_aaaaaaa1', 'cus_aaaaaaa2', 'cus_aaaaaaa3', 'cus_aaaaaaa4', 'cus_aaaaaaa5']

  it('is the local one whose customers the key can see', async () => {
    const first = await identify(oneKey, unknownUrl)

    const same = { held: customers, exist: customers.slice(2) }
    expect(await identify(otherKey, unknownUrl, same)).toEqual(first)
  })

  it('is another when the key sees too few of the customers that we hold, or none is held', async () => {
    const first = await identify(oneKey, unknownUrl)

    const few = { held: customers, exist: customers.slice(3) }
    expect((await identify(otherKey, unknownUrl, few)).id).not.toBe(first.id)
    expect((await identify('sk_test_51CCCCCCCCCCCCCC', unknownUrl)).id).not.toBe(first.id)
  })

  it('never is the one of the other mode', async () => {
    const first = await identify(oneKey, unknownUrl)

    const same = { held: customers, exist: customers }
    expect((await identify('sk_live_51DDDDDDDDDDDDD', unknownUrl, same)).id).not.toBe(first.id)
  })

  it('keeps its local id when Stripe names it later', async () => {
    const first = await identify(oneKey, unknownUrl)
    expect(await identify(oneKey, named)).toEqual({ id: first.id, name: 'Acme' })
    expect(await identify(otherKey, named)).toEqual({ id: first.id, name: 'Acme' })
  })

  it('is remembered while Stripe is out of reach, but not for a key that Stripe refuses', async () => {
    const first = await identify(oneKey, named)

    expect(await identify(oneKey, { status: 503, text: '' })).toEqual(first)
    await expect(identify(oneKey, { status: 401, text: 'Unauthorized' })).rejects.toMatchObject({
      failure: { kind: 'auth' },
    })
    await expect(identify(otherKey, { status: 503, text: '' })).rejects.toMatchObject({
      failure: { kind: 'stripe_down' },
    })
  })

  it('leaves no key in any file', async () => {
    await identify(oneKey, unknownUrl)

    for (const file of readdirSync(dir))
      expect(readFileSync(join(dir, file)).includes('51AAAAAAAA')).toBe(false)
  })
})
