import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { aSandbox, sdk } from './support.ts'

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('keys', () => {
  it('are refused with 401 when there is none or it has no form, with the SDK knowing the class', async () => {
    const sandbox = await aSandbox()
    const none = await fetch(`${sandbox.url}/v1/customers`)
    expect(none.status).toBe(401)
    expect(await none.text()).toContain('You did not provide an API key.')
    const error = await failure(sdk(sandbox, 'nonsense_key_1234').customers.list())
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    expect(error).toMatchObject({ message: 'Invalid API Key provided: non**********1234' })
  })

  it('each name an account of their own, and both modes of it', async () => {
    const sandbox = await aSandbox()
    await sdk(sandbox, 'sk_test_one').customers.create({})
    expect((await sdk(sandbox, 'sk_test_two').customers.list()).data).toEqual([])
    expect((await sdk(sandbox, 'sk_live_one').customers.list()).data).toEqual([])
    expect((await sdk(sandbox, 'rk_test_one').customers.list()).data).toHaveLength(1)
    const [test, live] = await Promise.all([
      sdk(sandbox, 'sk_test_one').accounts.retrieveCurrent(),
      sdk(sandbox, 'sk_live_one').accounts.retrieveCurrent(),
    ])
    expect(test.id).toBe(live.id)
    expect(test.id).toMatch(/^acct_[A-Za-z0-9]{16}$/)
  })

  it('lack the rights that their name or a control call takes, in both wordings', async () => {
    const sandbox = await aSandbox()
    const { id } = await sdk(sandbox, 'sk_test_acme').accounts.retrieveCurrent()
    const named = sdk(sandbox, 'rk_test_acme__no_customer_write')
    expect((await named.customers.list()).data).toEqual([])
    const error = await failure(named.customers.create({}))
    expect(error).toBeInstanceOf(Stripe.errors.StripePermissionError)
    expect(error).toMatchObject({
      code: 'more_permissions_required',
      message: expect.stringMatching(new RegExp(`account '${id}'.*\\('customer_write'\\)`)),
    })
    expect(await failure(named.accounts.retrieveCurrent())).toMatchObject({
      statusCode: 403,
      message: expect.stringContaining(id),
    })
    sandbox.control.deny('sk_test_acme', ['customer_read'], 'older')
    expect(await failure(sdk(sandbox, 'sk_test_acme').customers.list())).toMatchObject({
      statusCode: 403,
      message: expect.stringContaining("Having the 'rak_customer_read' permission"),
    })
  })
})

describe('errors', () => {
  it('name an unrecognized URL, an unknown parameter, a missing one and an empty one', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    expect(await failure(stripe.rawRequest('GET', '/v1/nothing'))).toMatchObject({
      statusCode: 404,
      message: expect.stringContaining('Unrecognized request URL (GET: /v1/nothing).'),
    })
    const post = (path: string, params: Record<string, string>) =>
      failure(stripe.rawRequest('POST', path, params))
    expect(await post('/v1/customers', { nmae: 'x' })).toMatchObject({
      statusCode: 400,
      code: 'parameter_unknown',
      param: 'nmae',
    })
    expect(await post('/v1/billing_portal/sessions', {})).toMatchObject({
      code: 'parameter_missing',
      param: 'customer',
    })
    expect(await post('/v1/billing_portal/sessions', { customer: '' })).toMatchObject({
      code: 'parameter_invalid_empty',
    })
    expect(await post('/v1/customers', { email: 'nobody' })).toMatchObject({
      code: 'email_invalid',
    })
  })

  it('are 404 for an id in the path and 400 for one in the parameters', async () => {
    const stripe = sdk(await aSandbox())
    expect(await failure(stripe.customers.retrieve('cus_never0001'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_never0001'",
      param: 'id',
    })
    const inBody = stripe.billingPortal.sessions.create({ customer: 'cus_never0001' })
    expect(await failure(inBody)).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    })
    const filter = stripe.subscriptions.list({ customer: 'cus_never0001' })
    expect(await failure(filter)).toMatchObject({ statusCode: 400, param: 'customer' })
  })

  it('keep metadata within its limits', async () => {
    const stripe = sdk(await aSandbox())
    const refused = (metadata: Record<string, string>) =>
      failure(stripe.customers.create({ metadata }))
    expect(await refused({ k: 'v'.repeat(501) })).toMatchObject({ statusCode: 400 })
    expect(await refused({ ['k'.repeat(41)]: 'v' })).toMatchObject({ statusCode: 400 })
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']))
    expect(await refused(many)).toMatchObject({ statusCode: 400 })
    expect((await stripe.customers.list()).data).toEqual([])
  })

  it('limit the rate, and say which limit it was', async () => {
    const sandbox = await aSandbox({ rate: 2, now: () => 0 })
    const stripe = sdk(sandbox)
    await stripe.customers.list()
    await stripe.customers.list()
    const error = await failure(stripe.customers.list())
    expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    expect(error).toMatchObject({
      code: 'rate_limit',
      headers: { 'stripe-rate-limited-reason': 'global-rate' },
    })
    sandbox.control.advance(1)
    await stripe.customers.list()
  })
})

describe('expand', () => {
  it('reaches four levels down, into lists and through deleted customers', async () => {
    const sandbox = await aSandbox({ seed: 'demo' })
    const stripe = sdk(sandbox)
    const { data } = await stripe.subscriptions.list({
      customer: 'cus_R7c0bD93kfA1Zq',
      expand: ['data.customer', 'data.latest_invoice.payments.data', 'data.items.data.price'],
    })
    expect(data[0]).toMatchObject({
      customer: { object: 'customer', email: 'ada@northwind.test' },
      latest_invoice: { payments: { data: [{ object: 'invoice_payment', status: 'open' }] } },
    })
    const deep = stripe.customers.list({ expand: ['data.a.b.c.d'] })
    expect(await failure(deep)).toMatchObject({
      statusCode: 400,
      message: 'You cannot expand more than 4 levels of a property. Property: data.a.b.c.d',
    })
    const wrong = stripe.customers.list({ limit: 1, expand: ['data.nonsense'] })
    expect(await failure(wrong)).toMatchObject({ statusCode: 400, param: 'expand' })
  })
})

describe('search', () => {
  it('finds by metadata, e-mail and name, with AND, OR, negation and parts of words', async () => {
    const stripe = sdk(await aSandbox())
    const add = (name: string, email: string, user_id: string) =>
      stripe.customers.create({ name, email, metadata: { user_id } })
    await add('Ada Moreno', 'ada@northwind.test', '1')
    await add('Bo Lindqvist', 'bo@northwind.test', '2')
    await add('Kai Tanaka', 'kai@quarry.test', '3')
    const names = async (query: string) =>
      (await stripe.customers.search({ query })).data.map(({ name }) => name?.split(' ')[0])
    expect(await names('metadata["user_id"]:"2"')).toEqual(['Bo'])
    expect(await names("metadata['user_id']:'2' OR email:'KAI@quarry.test'")).toEqual(['Kai', 'Bo'])
    expect(await names('email~"northwind" AND -name:"Ada Moreno"')).toEqual(['Bo'])
    expect(await names('created>0 -email~"northwind"')).toEqual(['Kai'])
    expect(await names('metadata["plan"]:null')).toHaveLength(3)
    const mixed = stripe.customers.search({ query: 'name:"a" AND name:"b" OR name:"c"' })
    expect(await failure(mixed)).toMatchObject({ statusCode: 400, param: 'query' })
  })

  it('pages, and forgets the deleted', async () => {
    const stripe = sdk(await aSandbox())
    const made = []
    for (let count = 0; count < 5; count++) {
      made.push(await stripe.customers.create({ metadata: { batch: 'x' } }))
    }
    await stripe.customers.del(made[2]?.id ?? '')
    const found = await stripe.customers
      .search({ query: 'metadata["batch"]:"x"', limit: 2 })
      .autoPagingToArray({ limit: 100 })
    expect(found).toHaveLength(4)
  })

  it('lags behind what was written when told to', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    sandbox.control.setSearchLag(60)
    const made = await stripe.customers.create({ metadata: { user_id: '7' } })
    const find = async () =>
      (await stripe.customers.search({ query: 'metadata["user_id"]:"7"' })).data.map(({ id }) => id)
    expect(await find()).toEqual([])
    sandbox.control.advance(60)
    expect(await find()).toEqual([made.id])
  })
})
