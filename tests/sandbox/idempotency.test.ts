import { describe, expect, it } from 'vitest'
import { aSandbox, sdk } from './support.ts'

const KEY = { idempotencyKey: 'relink-1' }

describe('idempotency', () => {
  it("answers a repeated key with the customer's birth, and says that it is a replay", async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const first = await stripe.customers.create({ name: 'Ada' }, KEY)
    await stripe.customers.update(first.id, { name: 'Later' })
    const again = await stripe.customers.create({ name: 'Ada' }, KEY)
    expect(again).toEqual(first)
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
      'idempotency-key': 'relink-1',
    })
    expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId)
    expect(sandbox.control.customers(sandbox.secretKey)).toHaveLength(1)
  })

  it('refuses the key for other parameters or another endpoint', async () => {
    const stripe = sdk(await aSandbox())
    const { id } = await stripe.customers.create({ name: 'Ada' }, KEY)
    await expect(stripe.customers.create({ name: 'Bo' }, KEY)).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
    })
    await expect(stripe.customers.update(id, { name: 'Ada' }, KEY)).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
      message: expect.stringContaining(`('/v1/customers' vs '/v1/customers/${id}')`),
    })
  })

  it('answers 409 while the first request is in flight', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    sandbox.control.addFault({ kind: 'latency', ms: 150, method: 'POST', times: 1 })
    const slow = stripe.customers.create({ name: 'Ada' }, KEY)
    await expect.poll(() => sandbox.control.requests().total).toBe(1)
    await expect(stripe.customers.create({ name: 'Ada' }, KEY)).rejects.toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
    })
    const { id } = await slow
    expect((await stripe.customers.create({ name: 'Ada' }, KEY)).id).toBe(id)
  })

  it('keeps a 500 that came after the work had begun, but neither a refusal nor a bad parameter', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    sandbox.control.addFault({ kind: 'stored_500', times: 1 })
    const create = (key: string) => stripe.customers.create({}, { idempotencyKey: key })
    await expect(create('a')).rejects.toMatchObject({ statusCode: 500 })
    await expect(create('a')).rejects.toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    })
    sandbox.control.addFault({ kind: 'status', status: 429, times: 1 })
    await expect(create('b')).rejects.toMatchObject({ statusCode: 429 })
    await create('b')
    const bad = stripe.customers.create({ email: 'nobody' }, { idempotencyKey: 'c' })
    await expect(bad).rejects.toMatchObject({ code: 'email_invalid' })
    await create('c')
    expect(sandbox.control.customers(sandbox.secretKey)).toHaveLength(2)
  })

  it('forgets a key after 24 hours of its own clock', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const first = await stripe.customers.create({}, KEY)
    sandbox.control.advance(24 * 3600 - 60)
    expect((await stripe.customers.create({}, KEY)).id).toBe(first.id)
    sandbox.control.advance(120)
    expect((await stripe.customers.create({}, KEY)).id).not.toBe(first.id)
  })

  it('replays nothing on a Stripe that keeps no keys', async () => {
    const sandbox = await aSandbox()
    sandbox.control.without(['idempotency'])
    const stripe = sdk(sandbox)
    const first = await stripe.customers.create({}, KEY)
    expect((await stripe.customers.create({}, KEY)).id).not.toBe(first.id)
  })
})
