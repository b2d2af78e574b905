import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CustomerId } from '#contract'
import { type Gateway, type GatewayOptions, isFailure } from '../../src-main/gateway/index.ts'
import { type Sandbox, startSandbox } from '../../src-main/sandbox/index.ts'
import { gatewayTo } from './stripe-like.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

const gatewayWith = (options: Partial<GatewayOptions> = {}) =>
  gatewayTo(sandbox.url, { secretKey: sandbox.secretKey, ...options })

/** Makes a customer as a person at the Dashboard would: not by the gateway under test. */
async function aCustomer(key = sandbox.secretKey, email = 'anna@example.com') {
  const response = await ask('POST', '/v1/customers', key, new URLSearchParams({ email }))
  const { id } = (await response.json()) as { id: string }
  return CustomerId.parse(id)
}
const ask = (method: string, path: string, key: string, body?: URLSearchParams) =>
  fetch(sandbox.url + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body && { body }),
  })
const emails = () => sandbox.control.customers(sandbox.secretKey).map(({ email }) => email)

describe('a customer of the sandbox', () => {
  it('is live, deleted, missing or in the other mode', async () => {
    const { gateway } = gatewayWith()
    const live = await aCustomer()
    const deleted = await aCustomer()
    await ask('DELETE', `/v1/customers/${deleted}`, sandbox.secretKey)
    const elsewhere = await aCustomer(sandbox.liveSecretKey)
    const kindOf = async (id: CustomerId) => (await gateway.retrieveCustomer(id)).kind

    expect(await kindOf(live)).toBe('live')
    expect(await kindOf(deleted)).toBe('deleted')
    expect(await kindOf(CustomerId.parse('cus_neverwas01'))).toBe('missing')
    expect(await kindOf(elsewhere)).toBe('wrong_mode')
  })

  it('is found by e-mail and by metadata, and changed', async () => {
    const { gateway } = gatewayWith()
    const id = await aCustomer()
    await aCustomer(sandbox.secretKey, 'bea@example.com')
    await gateway.updateCustomer(id, { metadata: { user_id: '7' } }, 'mark-7')
    sandbox.control.advance(3600)

    expect((await gateway.listCustomers({ email: 'anna@example.com' })).items).toMatchObject([
      { id, metadata: { user_id: '7' } },
    ])
    const found = await gateway.searchCustomersByMetadata('user_id', '7')
    expect(found.map((customer) => customer.id)).toEqual([id])
  })

  it('has facts, none of which fails where there is nothing', async () => {
    const { gateway } = gatewayWith()
    const id = await aCustomer()

    for (const fact of [
      'subscriptionsOf',
      'schedulesOf',
      'invoicesOf',
      'cardsOf',
      'openDisputesOf',
    ] as const)
      expect((await gateway[fact](id)).length).toBe(0)
    const { url } = await gateway.createPortalSession({
      customer: id,
      returnUrl: 'http://127.0.0.1:1/',
    })
    expect(url).toContain(sandbox.url)
  })

  it('leaves events, newest first', async () => {
    const { gateway } = gatewayWith()
    const id = await aCustomer()
    await ask('DELETE', `/v1/customers/${id}`, sandbox.secretKey)

    const events = await gateway.eventsSince(0, ['customer.created', 'customer.deleted'])
    expect(events.map(({ type }) => type)).toEqual(['customer.deleted', 'customer.created'])
    expect(events.every(({ created }) => Number(created) * 1000 <= events.answered)).toBe(true)
  })
})

describe('a creation', () => {
  const body = { email: 'anna@example.com', metadata: { user_id: '7' } }
  const create = (gateway: Gateway, email = body.email) =>
    gateway.createCustomer({ ...body, email }, 'key-1')

  it('sent twice makes one customer, and the second answer says that it is a replay', async () => {
    const { gateway } = gatewayWith()

    expect(await create(gateway)).toMatchObject({ kind: 'created', replayed: false })
    expect(await create(gateway)).toMatchObject({ kind: 'created', replayed: true })
    expect(emails()).toEqual(['anna@example.com'])
  })

  it('whose answer was lost is not sent again by itself, and sent again makes no second one', async () => {
    sandbox.control.addFault({ kind: 'lost_answer', method: 'POST', times: 1 })
    const { gateway } = gatewayWith()

    expect(await create(gateway)).toEqual({ kind: 'no_answer' })
    expect(gateway.calls()).toBe(1)
    expect(emails()).toHaveLength(1)
    expect(await create(gateway)).toMatchObject({ kind: 'created', replayed: true })
    expect(emails()).toHaveLength(1)
  })

  it('that failed for good names the request that failed first', async () => {
    sandbox.control.addFault({ kind: 'stored_500', method: 'POST', times: 1 })
    const { gateway } = gatewayWith()
    const first = await create(gateway)
    const second = await create(gateway)

    expect(first).toMatchObject({ kind: 'failed', replayed: false })
    expect(second).toMatchObject({ kind: 'failed', replayed: true })
    if (first.kind !== 'failed' || second.kind !== 'failed') throw new Error('unreachable')
    expect(second.originalRequest).toBe(first.requestId)
    expect(emails()).toHaveLength(0)
  })

  it('under a key that is in flight, or was used for something else, is told so', async () => {
    sandbox.control.addFault({ kind: 'latency', method: 'POST', ms: 400, times: 1 })
    const { gateway } = gatewayWith()
    const slow = create(gateway)
    await expect.poll(() => sandbox.control.requests().total).toBe(1)

    expect(await create(gateway)).toEqual({ kind: 'in_use' })
    expect(await slow).toMatchObject({ kind: 'created' })
    expect(await create(gateway, 'bea@example.com')).toEqual({ kind: 'key_refused' })
    expect(emails()).toEqual(['anna@example.com'])
  })

  it('gets through a storm of 429 as one customer', async () => {
    sandbox.control.addFault({ kind: 'status', status: 429, times: 4 })
    const { gateway } = gatewayWith()

    expect(await create(gateway)).toMatchObject({ kind: 'created', replayed: false })
    expect(gateway.calls()).toBe(5)
    expect(emails()).toHaveLength(1)
  })
})

describe('reading a thousand customers', () => {
  it('finds each once, through resets, 429s, 500s and silence', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ seed: { users: 1000 } })
    const all = sandbox.control.customers(sandbox.secretKey).map(({ id }) => id)
    for (const fault of [
      { kind: 'reset' },
      { kind: 'status', status: 429 },
      { kind: 'status', status: 500 },
      { kind: 'timeout' },
    ] as const)
      sandbox.control.addFault({ ...fault, probability: 0.15, times: 2 })
    const { gateway, calls } = gatewayWith({ timeoutMs: 300 })

    const found: string[] = []
    for await (const { items } of gateway.eachPage('customer'))
      found.push(...items.map(({ id }) => id))

    expect(all.length).toBeGreaterThan(900)
    expect(found.toSorted()).toEqual(all.toSorted())
    expect(calls.length).toBeGreaterThan(Math.ceil(all.length / 100))
    expect(gateway.calls()).toBe(calls.length)
  })

  it('stops where its person leaves', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ seed: { users: 1000 } })
    const abort = new AbortController()
    const { gateway } = gatewayWith()
    const pages = gateway.with({ priority: 'person', signal: abort.signal }).eachPage('customer')

    const read = async () => {
      for await (const _ of pages) abort.abort(new Error('left'))
    }
    await expect(read()).rejects.toThrow('left')
    expect(gateway.calls()).toBe(1)
  })
})

describe('a poorer Stripe', () => {
  it('says of each thing it lacks that it is unsupported', async () => {
    sandbox.control.without(['search', 'events', 'account', 'schedules', 'disputes', 'portal'])
    const { gateway } = gatewayWith()
    const id = await aCustomer()
    const refusal = (work: () => Promise<unknown>) =>
      work().then(
        () => 'answered',
        (error: unknown) => (isFailure(error, 'unsupported') ? 'unsupported' : String(error)),
      )

    expect(await gateway.account()).toEqual({ kind: 'unsupported' })
    for (const work of [
      () => gateway.searchCustomersByMetadata('user_id', '7'),
      () => gateway.eventsSince(0, ['customer.deleted']),
      () => gateway.schedulesOf(id),
      () => gateway.createPortalSession({ customer: id }),
    ])
      expect(await refusal(work)).toBe('unsupported')
    expect(await gateway.retrieveCustomer(id)).toMatchObject({ kind: 'live' })
  })

  it.each(['2026', 'older'] as const)(
    'names the right that a key lacks, in its %s wording',
    async (wording) => {
      sandbox.control.deny(sandbox.secretKey, ['customer_read'], wording)
      const { gateway } = gatewayWith()

      await expect(gateway.listCustomers()).rejects.toMatchObject({
        failure: {
          kind: 'permission',
          missing: 'customer_read',
          account: expect.stringMatching(/^acct_/),
        },
      })
    },
  )
})
