import { describe, expect, it } from 'vitest'
import { aSandbox, sdk } from './support.ts'

describe('customers', () => {
  it('are created, changed by merging metadata, and remembered as deleted', async () => {
    const stripe = sdk(await aSandbox())
    const created = await stripe.customers.create({
      email: 'ada@northwind.test',
      metadata: { user_id: '7', plan: 'pro' },
    })
    const changed = await stripe.customers.update(created.id, {
      name: 'Ada',
      metadata: { plan: '', seats: '3' },
    })
    expect(changed).toMatchObject({ name: 'Ada', metadata: { user_id: '7', seats: '3' } })
    expect(changed.metadata).not.toHaveProperty('plan')

    await stripe.customers.del(created.id)
    const tombstone = await stripe.customers.retrieve(created.id)
    expect(tombstone).toEqual({ id: created.id, object: 'customer', deleted: true })
    const listed = await stripe.customers.list({ email: 'ada@northwind.test' })
    expect(listed.data).toEqual([])
    await expect(stripe.customers.update(created.id, { name: 'x' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
  })

  it('are listed newest first over several pages, and back again', async () => {
    const stripe = sdk(await aSandbox({ seed: 250 }))
    const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })
    expect(all.length).toBeGreaterThan(230)
    const created = all.map((customer) => customer.created)
    expect(created).toEqual(created.toSorted((a, b) => b - a))
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)

    const oldest = all.at(-1)?.id ?? ''
    const before = await stripe.customers.list({ limit: 3, ending_before: oldest })
    expect(before.data.map(({ id }) => id)).toEqual(all.slice(-4, -1).map(({ id }) => id))
  })

  it('are found by their exact e-mail and by when they were created', async () => {
    const stripe = sdk(await aSandbox())
    const ada = await stripe.customers.create({ email: 'Ada@northwind.test' })
    expect((await stripe.customers.list({ email: 'ada@northwind.test' })).data).toEqual([])
    expect((await stripe.customers.list({ email: 'Ada@northwind.test' })).data).toHaveLength(1)
    expect((await stripe.customers.list({ created: { gt: ada.created } })).data).toEqual([])
    expect((await stripe.customers.list({ created: ada.created })).data).toHaveLength(1)
    expect((await stripe.customers.list({ created: { lte: ada.created } })).data).toHaveLength(1)
  })

  it('say in which mode an id lives when the key is of the other', async () => {
    const sandbox = await aSandbox()
    const live = await sdk(sandbox, sandbox.liveSecretKey).customers.create({})
    expect(live.livemode).toBe(true)
    await expect(sdk(sandbox).customers.retrieve(live.id)).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: `No such customer: '${live.id}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    })
  })
})
