import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { aSandbox, sdk } from './support.ts'

describe('faults', () => {
  it('lose an answer after the effect, which the same key then finds', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    // The SDK retries a reset connection once by itself, so two answers are lost.
    sandbox.control.addFault({ kind: 'lost_answer', method: 'POST', times: 2 })
    const lost = stripe.customers.create({}, { idempotencyKey: 'k' })
    await expect(lost).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    const [only, ...others] = sandbox.control.customers(sandbox.secretKey)
    expect(others).toEqual([])
    expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).id).toBe(only?.id)
  })

  it('cut the connection before any effect', async () => {
    const sandbox = await aSandbox()
    sandbox.control.addFault({ kind: 'reset' })
    const cut = sdk(sandbox).customers.create({})
    await expect(cut).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(sandbox.control.customers(sandbox.secretKey)).toEqual([])
  })

  it('leave a client waiting until it gives up', async () => {
    const sandbox = await aSandbox()
    sandbox.control.addFault({ kind: 'timeout' })
    const hung = sdk(sandbox).customers.create({}, { timeout: 100 })
    await expect(hung).rejects.toMatchObject({
      message: expect.stringContaining('timeout being reached'),
    })
    expect(sandbox.control.customers(sandbox.secretKey)).toEqual([])
  })

  it('answer with the status they are told, only where method, path and pattern agree', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const { id } = await stripe.customers.create({})
    sandbox.control.addFault({
      kind: 'status',
      status: 403,
      method: 'GET',
      pattern: '^/v1/customers/cus_',
    })
    await expect(stripe.customers.retrieve(id)).rejects.toBeInstanceOf(
      Stripe.errors.StripePermissionError,
    )
    await stripe.customers.list()
    sandbox.control.clearFaults()
    await stripe.customers.retrieve(id)
  })

  it('strike as often as their probability says, the same for the same seed', async () => {
    const struck = async () => {
      const sandbox = await aSandbox()
      sandbox.control.addFault({ kind: 'status', status: 500, probability: 0.3, seed: 9 })
      const stripe = sdk(sandbox)
      const outcomes = []
      for (let count = 0; count < 60; count++) {
        outcomes.push(
          await stripe.customers.list().then(
            () => 'ok',
            () => 'failed',
          ),
        )
      }
      return outcomes
    }
    const outcomes = await struck()
    expect(await struck()).toEqual(outcomes)
    const failed = outcomes.filter((outcome) => outcome === 'failed').length
    expect(failed).toBeGreaterThan(8)
    expect(failed).toBeLessThan(30)
  })

  it('are armed, listed and cleared over HTTP, which refuses nonsense', async () => {
    const sandbox = await aSandbox()
    const call = async (method: string, path: string, json?: object) => {
      const body = json === undefined ? {} : { body: JSON.stringify(json) }
      const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...body })
      return { status: answer.status, json: await answer.json() }
    }
    const rule = { kind: 'status', status: 429, path: '/v1/customers', times: 1 }
    expect(await call('POST', 'faults', rule)).toMatchObject({ status: 200 })
    expect((await call('GET', 'faults')).json).toMatchObject([{ rule, left: 1 }])
    await expect(sdk(sandbox).customers.list()).rejects.toMatchObject({ statusCode: 429 })
    await call('DELETE', 'faults')
    expect((await call('GET', 'faults')).json).toEqual([])
    expect((await call('POST', 'faults', { kind: 'fire' })).status).toBe(400)
    expect((await call('POST', 'settings', { without: ['gravity'] })).status).toBe(400)
    expect((await call('POST', 'clock', { advance: 60 })).json).toHaveProperty('seconds')
  })
})

describe('a poorer Stripe', () => {
  it('has no search, events, account, clocks or schedules when told so', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    sandbox.control.without(['search', 'events', 'account', 'test_clocks', 'schedules'])
    const calls = [
      stripe.customers.search({ query: 'name:"a"' }),
      stripe.events.list(),
      stripe.accounts.retrieveCurrent(),
      stripe.testHelpers.testClocks.list(),
      stripe.subscriptionSchedules.list(),
    ]
    for (const call of calls) {
      await expect(call).rejects.toMatchObject({
        statusCode: 404,
        message: expect.stringContaining('Unrecognized request URL'),
      })
    }
    sandbox.control.without([])
    await stripe.events.list()
  })

  it('has no portal settings until somebody saves them', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const { id } = await stripe.customers.create({ name: '<Ada>' })
    sandbox.control.setPortalConfigured(false)
    await expect(stripe.billingPortal.sessions.create({ customer: id })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('No configuration provided and your test mode default'),
    })
    sandbox.control.setPortalConfigured(true)
    const session = await stripe.billingPortal.sessions.create({ customer: id })
    const page = await fetch(session.url)
    expect(await page.text()).toContain('Billing portal of &lt;Ada&gt;')
    expect((await stripe.billingPortal.configurations.list()).data).toHaveLength(1)
  })
})

describe('the request log', () => {
  it('counts by endpoint, and keeps body and key of each request', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const { id } = await stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'k' })
    await stripe.customers.retrieve(id)
    const { total, writes, byRoute, recent } = sandbox.control.requests()
    expect({ total, writes, byRoute }).toEqual({
      total: 2,
      writes: 1,
      byRoute: { 'POST /v1/customers': 1, 'GET /v1/customers/:id': 1 },
    })
    expect(recent[0]).toMatchObject({ idempotencyKey: 'k', body: 'name=Ada', status: 200 })
    sandbox.control.resetRequests()
    expect(sandbox.control.requests().total).toBe(0)
  })
})
