import { describe, expect, it } from 'vitest'
import { errorBody, startStripeLike } from '../gateway/stripe-like.ts'
import { aHome, aSandbox } from '../support/afterwards.ts'
import { aKeyRing, aRun } from './support.ts'

const restricted = 'rk_test_acme'

async function aStart() {
  const sandbox = await aSandbox()
  const run = aRun({ home: aHome(), url: sandbox.url, keyRing: aKeyRing() })
  return { ...run, sandbox }
}

const byFeature = (rights: readonly { feature: string; allowed: string }[]) =>
  Object.fromEntries(rights.map(({ feature, allowed }) => [feature, allowed]))

describe('what a key may do', () => {
  it('is everything for a secret key', async () => {
    const { client } = await aStart()
    const { rights } = await client.accounts.add({ secretKey: 'sk_test_acme' })
    expect(byFeature(rights)).toEqual({
      mirror: 'yes',
      recovery: 'yes',
      evidence: 'yes',
      catch_up: 'yes',
      cards: 'yes',
      portal: 'yes',
    })
  })

  it('is unknown of a restricted key where only writing would show it', async () => {
    const { client } = await aStart()
    const { rights, account, keyKind } = await client.accounts.add({ secretKey: restricted })
    expect(keyKind).toBe('restricted')
    expect(account.id).toMatch(/^acct_/)
    expect(byFeature(rights)).toMatchObject({ mirror: 'yes', recovery: 'unknown', cards: 'yes' })
    expect(rights.find(({ feature }) => feature === 'recovery')).toMatchObject({
      missing: [],
      unproven: ['customer_write'],
    })
  })

  it.each(['older', '2026'] as const)(
    'names the permission that is missing, in the %s wording of the refusal',
    async (wording) => {
      const { client, sandbox } = await aStart()
      sandbox.control.deny(restricted, ['plan_read', 'charge_read'], wording)
      const { rights } = await client.accounts.add({ secretKey: restricted })
      expect(rights.filter(({ allowed }) => allowed === 'no')).toEqual([
        { feature: 'mirror', allowed: 'no', missing: ['plan_read'], unproven: [] },
        { feature: 'evidence', allowed: 'no', missing: ['charge_read'], unproven: [] },
      ])
    },
  )

  it('is nothing for a key without rights, which is kept all the same', async () => {
    const { client, sandbox } = await aStart()
    const reads = ['customer', 'subscription', 'product', 'plan', 'invoice', 'charge', 'dispute']
    const none = [...reads, 'payment_method', 'event'].map((name) => `${name}_read`)
    sandbox.control.deny(restricted, none)
    const { rights } = await client.accounts.add({ secretKey: restricted })
    expect(new Set(rights.map(({ allowed }) => allowed))).toEqual(new Set(['no']))
  })

  it('is found without a write, and nothing is left of it', async () => {
    const { client, sandbox } = await aStart()
    await client.accounts.add({ secretKey: restricted })
    const { writes, recent } = sandbox.control.requests()
    expect(writes).toBe(0)
    expect(recent.filter(({ path }) => path !== '/v1/account').map(({ query }) => query)).toEqual(
      Array(9).fill(expect.stringContaining('limit=1')),
    )
  })

  it('is seen again when it is checked again', async () => {
    const { client, sandbox } = await aStart()
    const { id } = await client.accounts.add({ secretKey: restricted })
    sandbox.control.deny(restricted, ['event_read'])
    const { rights } = await client.accounts.check({ profile: id })
    expect(byFeature(rights)).toMatchObject({ catch_up: 'no' })
    expect((await client.accounts.list()).profiles[0]?.rights).toEqual(rights)
  })

  it('is unknown where this Stripe does not offer a list', async () => {
    const { client, sandbox } = await aStart()
    sandbox.control.without(['events', 'disputes'])
    const { rights } = await client.accounts.add({ secretKey: 'sk_test_acme' })
    expect(byFeature(rights)).toMatchObject({
      catch_up: 'unknown',
      evidence: 'unknown',
      mirror: 'yes',
    })
  })

  it('is said of an expired key when it is checked: a new one is needed', async () => {
    await using stripe = await startStripeLike(({ url }) =>
      expired
        ? { status: 401, json: errorBody({ code: 'api_key_expired', message: 'Expired API Key' }) }
        : { json: url.pathname === '/v1/account' ? { id: 'acct_1' } : { data: [] } },
    )
    let expired = false
    const { client } = aRun({ home: aHome(), url: stripe.base, keyRing: aKeyRing() })
    const { id } = await client.accounts.add({ secretKey: 'sk_test_acme' })
    expired = true
    await expect(client.accounts.check({ profile: id })).rejects.toMatchObject({
      code: 'KEY',
      data: { reason: 'expired' },
    })
    await expect(client.accounts.add({ secretKey: 'sk_test_other' })).rejects.toMatchObject({
      data: { reason: 'expired' },
    })
  })
})
