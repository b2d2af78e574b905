import { afterEach, describe, expect, it } from 'vitest'
import { CustomerId } from '#contract'
import { isFailure } from '../../src-main/gateway/index.ts'
import { catchUpCustomers, syncMirror } from '../../src-main/mirror/index.ts'
import { type Sandbox, startSandbox } from '../../src-main/sandbox/index.ts'
import { gatewayTo } from '../gateway/stripe-like.ts'
import { aMirror } from './a-mirror.ts'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

/** A sandbox with these users, an empty mirror, and one clock for all. */
async function stage(users: number) {
  const clock = { now: Date.UTC(2026, 0, 10) }
  const now = () => clock.now
  const sandbox = await startSandbox({ now, ...(users > 0 && { seed: users }) })
  const home = aMirror()
  const { secretKey } = sandbox
  const { gateway, calls } = gatewayTo(sandbox.url, { secretKey, now })
  close = async () => {
    home[Symbol.dispose]()
    await sandbox.close()
  }
  return {
    clock,
    now,
    sandbox,
    gateway,
    calls,
    db: home.db,
    mirror: home.mirror,
    gatewayOn: (ours: () => number) => gatewayTo(sandbox.url, { secretKey, now: ours }).gateway,
    sync: (ours = now, by = gateway) => syncMirror(home.mirror, by, { now: ours }),
    catchUp: () => catchUpCustomers(home.mirror, gateway, now),
  }
}

const living = ({ control, secretKey }: Sandbox) => control.customers(secretKey)

async function act(sandbox: Sandbox, method: string, path: string, body = {}): Promise<string> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: { authorization: `Bearer ${sandbox.secretKey}` },
    ...(method === 'POST' && { body: new URLSearchParams(body) }),
  })
  const { id } = (await response.json()) as { id: string }
  return id
}

const minutes = (n: number) => n * 60_000

describe('a sync', () => {
  it('ends ok with every object of every kind', async () => {
    const { sync, mirror, sandbox } = await stage(250)
    const result = await sync()
    expect(result).toMatchObject({ run: 'ok', reason: null })
    const customers = living(sandbox)
    expect(customers.length).toBeGreaterThan(200)
    expect(result.objects.customer).toBe(customers.length)
    for (const customer of customers)
      expect(mirror.customers.body(customer.id)?.object).toMatchObject({ id: customer.id })
    expect(result.objects.subscription).toBeGreaterThan(10)
    expect(result.objects.product).toBeGreaterThan(0)
    expect(result.objects.price).toBeGreaterThan(0)
    expect(result.objects.invoice).toBeGreaterThan(10)
  })

  it('made twice keeps the same, and changes nothing', async () => {
    const { sync, clock, db } = await stage(60)
    const kept = () => db.prepare('SELECT id, json, deleted FROM customer_object ORDER BY id').all()
    const first = await sync()
    const before = kept()
    clock.now += minutes(1)
    expect(await sync()).toEqual(first)
    expect(kept()).toEqual(before)
    expect(db.prepare('SELECT count(*) AS n FROM customer WHERE suspect = 1').get()).toEqual({
      n: 0,
    })
  })

  it('is partial without a right, says which, and does not count that kind as known', async () => {
    const { sync, sandbox, mirror } = await stage(30)
    sandbox.control.deny(sandbox.secretKey, ['invoice_read'])
    const result = await sync()
    expect(result.run).toBe('partial')
    expect(result.reason).toMatch(/^invoice: /)
    expect(result.objects.invoice).toBeUndefined()
    expect(mirror.status('invoice')).toMatchObject({ run: 'failed', asOf: null })
    expect(mirror.status('customer').run).toBe('ok')

    sandbox.control.deny(sandbox.secretKey, [])
    expect((await sync()).run).toBe('ok')
    expect(mirror.status('invoice').run).toBe('ok')
  })

  it('fails where nothing may be read', async () => {
    const { sync, sandbox, mirror } = await stage(0)
    sandbox.control.addFault({ kind: 'status', status: 401, path: '/v1/' })
    expect(await sync()).toMatchObject({ run: 'failed', objects: {} })
    expect(mirror.status('customer').run).toBe('failed')
  })

  it('that is stopped midway is never ok, and the next one is', async () => {
    const { sandbox, gateway, mirror, now, sync } = await stage(250)
    const stop = new AbortController()
    const stopped = syncMirror(mirror, gateway, {
      now,
      signal: stop.signal,
      progress: (kind) => {
        if (kind === 'customer') stop.abort()
      },
    })
    await expect(stopped).rejects.toThrow()
    expect(mirror.status('customer')).toMatchObject({ run: 'failed', asOf: null, count: 100 })
    expect((await sync()).objects.customer).toBe(living(sandbox).length)
    expect(mirror.status('customer').run).toBe('ok')
  })

  it('leaves a doubt about a customer that vanished, which one look ends', async () => {
    const { sync, sandbox, mirror, gateway, clock } = await stage(20)
    await sync()
    clock.now += minutes(5)
    const [gone] = living(sandbox)
    const id = CustomerId.parse(gone?.id)
    await act(sandbox, 'DELETE', `/v1/customers/${id}`)
    clock.now += minutes(5)
    await sync()
    expect(mirror.customers.find(id)).toMatchObject({ deleted: 0, suspect: 1 })
    expect((await mirror.retrieve(gateway, id)).kind).toBe('deleted')
    expect(mirror.customers.find(id)).toMatchObject({ deleted: 1, suspect: 0, email: gone?.email })
  })
})

describe('catching up', () => {
  it('asks nothing while the mirror is younger than a minute', async () => {
    const { sync, catchUp, calls } = await stage(0)
    await sync()
    calls.length = 0
    await catchUp()
    expect(calls).toEqual([])
  })

  it('reads by events only the customers that changed', async () => {
    const { sync, catchUp, calls, clock, sandbox, mirror } = await stage(250)
    await sync()
    clock.now += minutes(10)
    const [changed, removed] = living(sandbox)
    await act(sandbox, 'POST', `/v1/customers/${changed?.id}`, { email: 'new@example.com' })
    await act(sandbox, 'DELETE', `/v1/customers/${removed?.id}`)
    const made = await act(sandbox, 'POST', '/v1/customers', { email: 'made@example.com' })
    clock.now += minutes(1)
    calls.length = 0
    await catchUp()

    const { customers } = mirror
    expect(customers.find(changed?.id ?? '')?.email).toBe('new@example.com')
    expect(customers.find(removed?.id ?? '')?.deleted).toBe(1)
    expect(customers.withEmail('made@example.com').map((row) => row.id)).toEqual([made])
    expect(mirror.status('customer').asOf).toBe(clock.now)
    const listed = calls.filter(({ operation }) => operation === 'customers.list')
    expect(listed).toEqual([])
    expect(calls.length).toBeLessThanOrEqual(5)
  })

  it('misses nothing where our clock is hours ahead of Stripe’s, or was set back', async () => {
    const { sandbox, sync, clock, gatewayOn, mirror } = await stage(30)
    for (const wrong of [minutes(180), 0]) {
      const now = () => clock.now + wrong
      const gateway = gatewayOn(now)
      if (wrong > 0) await sync(now, gateway)
      clock.now += minutes(5)
      const [changed] = living(sandbox)
      const email = `changed.by.${wrong}@example.com`
      await act(sandbox, 'POST', `/v1/customers/${changed?.id}`, { email })
      clock.now += minutes(5)
      await catchUpCustomers(mirror, gateway, now)
      expect(mirror.customers.find(changed?.id ?? '')?.email).toBe(email)
    }
  })

  it('lists all of them again where this Stripe has no events', async () => {
    const { sync, catchUp, calls, clock, sandbox, mirror } = await stage(120)
    sandbox.control.without(['events'])
    await sync()
    clock.now += minutes(10)
    const [, removed] = living(sandbox)
    const made = await act(sandbox, 'POST', '/v1/customers', { email: 'made@example.com' })
    await act(sandbox, 'DELETE', `/v1/customers/${removed?.id}`)
    clock.now += minutes(1)
    calls.length = 0
    await catchUp()
    expect(mirror.customers.find(made)?.email).toBe('made@example.com')
    expect(mirror.customers.find(removed?.id ?? '')).toMatchObject({ deleted: 0, suspect: 1 })
    expect(calls.some(({ operation }) => operation === 'customers.list')).toBe(true)
    expect(mirror.status('customer')).toMatchObject({ run: 'ok', asOf: clock.now })
  })

  it('that fails leaves the mirror as old as it was', async () => {
    const { sync, catchUp, clock, sandbox, mirror } = await stage(0)
    await sync()
    const asOf = mirror.status('customer').asOf
    clock.now += minutes(10)
    sandbox.control.addFault({ kind: 'status', status: 500, path: '/v1/events' })
    await expect(catchUp()).rejects.toSatisfy((error) => isFailure(error, 'stripe_down'))
    expect(mirror.status('customer').asOf).toBe(asOf)
  })

  it('lists a mirror that was never filled', async () => {
    const { catchUp, sandbox, mirror } = await stage(30)
    await catchUp()
    expect(mirror.status('customer')).toMatchObject({ run: 'ok', count: living(sandbox).length })
  })
})
