import { describe, expect, it } from 'vitest'
import { CustomerId } from '#contract'
import { type Answer, errorBody, gatewayTo, startStripeLike } from './stripe-like.ts'

const anna = CustomerId.parse('cus_anna00001')
const aList: Answer = { json: { object: 'list', data: [], has_more: false } }

/** A Stripe whose list of customers works and that answers this about any one of them. */
function customerIs(answer: Answer) {
  return startStripeLike(({ url }) => (url.pathname === '/v1/customers' ? aList : answer))
}

describe('reading one customer', () => {
  it('tells a live one, with the JSON as it came', async () => {
    const body = { id: anna, object: 'customer', email: 'anna@example.com', rate_decimal: '0.10' }
    await using stripe = await customerIs({ json: body, headers: { 'request-id': 'req_1' } })
    const { gateway } = gatewayTo(stripe.base)

    const seen = await gateway.retrieveCustomer(anna)

    expect(seen).toMatchObject({ kind: 'live', customer: body, requestId: 'req_1' })
    expect(stripe.asked[0]?.headers['authorization']).toBe('Bearer sk_test_51NotARealKey4242')
    expect(stripe.asked[0]?.headers['stripe-version']).toMatch(/^\d{4}-\d\d-\d\d\.\w+$/)
  })

  it('takes a deleted one, which Stripe answers with 200, for deleted', async () => {
    await using stripe = await customerIs({ json: { id: anna, object: 'customer', deleted: true } })

    expect(await gatewayTo(stripe.base).gateway.retrieveCustomer(anna)).toMatchObject({
      kind: 'deleted',
    })
  })

  it('takes 404 resource_missing for missing at once', async () => {
    const missing = errorBody({ code: 'resource_missing', message: `No such customer: '${anna}'` })
    await using stripe = await customerIs({ status: 404, json: missing })
    const { gateway } = gatewayTo(stripe.base)

    expect(await gateway.retrieveCustomer(anna)).toMatchObject({ kind: 'missing' })
    expect(gateway.calls()).toBe(1)
  })

  it.each([
    ['live', 'test'],
    ['test', 'live'],
  ])('finds that it is in %s mode when asked with a %s key', async (there, here) => {
    const message = `No such customer: '${anna}'; a similar object exists in ${there} mode, but a ${here} mode key was used to make this request.`
    const json = errorBody({ code: 'resource_missing', message })
    await using stripe = await customerIs({ status: 404, json })

    expect(await gatewayTo(stripe.base).gateway.retrieveCustomer(anna)).toMatchObject({
      kind: 'wrong_mode',
    })
  })

  it('takes the plain 404 of a poorer Stripe for missing, once its list of customers answers', async () => {
    await using stripe = await customerIs({
      status: 404,
      json: errorBody({ message: 'Not Found' }),
    })
    const { gateway } = gatewayTo(stripe.base)

    expect(await gateway.retrieveCustomer(anna)).toMatchObject({ kind: 'missing' })
    expect(await gateway.retrieveCustomer(anna)).toMatchObject({ kind: 'missing' })
    expect(stripe.asked.map(({ url }) => url.pathname)).toEqual([
      `/v1/customers/${anna}`,
      '/v1/customers',
      `/v1/customers/${anna}`,
    ])
  })

  it.each<[string, Answer]>([
    [
      'an unknown URL',
      {
        status: 404,
        json: errorBody({ message: 'Unrecognized request URL (GET: /v1/customers).' }),
      },
    ],
    ['a page of a proxy', { status: 404, text: '<h1>Not Found</h1>' }],
    ['an empty 404', { status: 404, text: '' }],
    ['an error of another form', { status: 404, json: { detail: 'Not Found' } }],
  ])('does not take %s for a missing customer', async (_, answer) => {
    await using stripe = await customerIs(answer)

    await expect(gatewayTo(stripe.base).gateway.retrieveCustomer(anna)).rejects.toMatchObject({
      failure: { kind: 'unsupported' },
    })
  })

  it('does not take a plain 404 for a missing customer where there are no customers at all', async () => {
    await using stripe = await startStripeLike(() => ({
      status: 404,
      json: errorBody({ message: 'Not Found' }),
    }))

    await expect(gatewayTo(stripe.base).gateway.retrieveCustomer(anna)).rejects.toMatchObject({
      failure: { kind: 'unsupported' },
    })
  })

  it('does not believe an answer about another customer', async () => {
    await using stripe = await customerIs({ json: { id: 'cus_otherone1', object: 'customer' } })

    await expect(gatewayTo(stripe.base).gateway.retrieveCustomer(anna)).rejects.toMatchObject({
      failure: { kind: 'unreachable', reason: 'not_stripe' },
    })
  })

  it.each([
    '',
    'null',
    'cus_',
    'cus_short',
    'cus_anna00001\n',
    'cus_anna00001/../x',
    'sub_12345678',
  ])('never sends %j to Stripe', async (id) => {
    await using stripe = await customerIs(aList)
    const { gateway } = gatewayTo(stripe.base)

    await expect(gateway.retrieveCustomer(id as CustomerId)).rejects.toThrow('customer id')
    await expect(gateway.subscriptionsOf(id as CustomerId)).rejects.toThrow('customer id')
    expect(stripe.asked).toEqual([])
  })
})

describe('creating a customer', () => {
  const body = { email: 'anna@example.com', metadata: { user_id: '7', relink_intent: 'abc' } }
  const made = { id: 'cus_made00001', object: 'customer' }

  async function answered(answer: Answer) {
    await using stripe = await startStripeLike(() => answer)
    const { gateway, calls } = gatewayTo(stripe.base, { timeoutMs: 300 })
    const created = await gateway.createCustomer(body, 'key-1').finally(() => {
      expect(stripe.asked).toHaveLength(1)
      expect(calls).toHaveLength(1)
      expect(stripe.asked[0]?.headers['idempotency-key']).toBe('key-1')
    })
    return { created, asked: stripe.asked[0] }
  }

  it('sends the body under the key given, and tells a new one from a replay', async () => {
    const { created, asked } = await answered({ json: made, headers: { 'request-id': 'req_9' } })
    expect(created).toEqual({
      kind: 'created',
      customer: made,
      replayed: false,
      requestId: 'req_9',
    })
    expect(Object.fromEntries(asked?.body ?? [])).toEqual({
      email: 'anna@example.com',
      'metadata[user_id]': '7',
      'metadata[relink_intent]': 'abc',
    })

    const replay = await answered({ json: made, headers: { 'idempotent-replayed': 'true' } })
    expect(replay.created).toMatchObject({ kind: 'created', replayed: true })
  })

  it('names the original request of a stored 500', async () => {
    const headers = {
      'request-id': 'req_2',
      'idempotent-replayed': 'true',
      'original-request': 'req_1',
    }
    const json = errorBody({ type: 'api_error', message: 'Sorry' })

    expect((await answered({ status: 500, json, headers })).created).toEqual({
      kind: 'failed',
      replayed: true,
      originalRequest: 'req_1',
      requestId: 'req_2',
    })
  })

  it.each<[string, Answer, string]>([
    ['a broken connection', 'reset', 'no_answer'],
    ['silence', 'silence', 'no_answer'],
    ["a captive portal's page", { text: '<html>' }, 'no_answer'],
    ['a 503 of a proxy', { status: 503, text: 'later' }, 'failed'],
    [
      'the key in flight',
      { status: 409, json: errorBody({ code: 'idempotency_key_in_use' }) },
      'in_use',
    ],
    [
      'the key used for something else',
      { status: 400, json: errorBody({ type: 'idempotency_error' }) },
      'key_refused',
    ],
  ])('sends once, whatever %s may mean', async (_, answer, kind) => {
    expect((await answered(answer)).created).toMatchObject({ kind })
  })

  it('throws when it was refused, as then nothing was made', async () => {
    const json = errorBody({ code: 'email_invalid', param: 'email', message: 'Invalid email' })

    await expect(answered({ status: 400, json })).rejects.toMatchObject({
      failure: { kind: 'invalid', code: 'email_invalid', param: 'email' },
      message: 'Stripe refused the request: Invalid email',
    })
  })

  it('sends again after 429, which says that nothing was done, with the same key and bytes', async () => {
    let refusals = 2
    await using stripe = await startStripeLike(() =>
      refusals-- > 0 ? { status: 429, json: errorBody({ code: 'rate_limit' }) } : { json: made },
    )
    const { gateway, pauses } = gatewayTo(stripe.base)

    expect(await gateway.createCustomer(body, 'key-1')).toMatchObject({ kind: 'created' })
    expect(pauses).toHaveLength(2)
    expect(new Set(stripe.asked.map(({ headers }) => headers['idempotency-key']))).toEqual(
      new Set(['key-1']),
    )
    expect(new Set(stripe.asked.map((one) => one.body.toString())).size).toBe(1)
  })

  it('is not fooled by a kept connection that the server closed meanwhile', async () => {
    await using stripe = await startStripeLike(({ method }) =>
      method === 'GET'
        ? { json: { object: 'list', data: [] }, headers: { 'keep-alive': 'timeout=1' } }
        : { json: made },
    )
    const { gateway } = gatewayTo(stripe.base)
    await gateway.listCustomers()
    await gateway.createCustomer(body, 'key-1')

    expect(stripe.asked.map(({ headers }) => headers.connection)).toEqual(['keep-alive', 'close'])
  })
})

describe('changing a customer', () => {
  it('merges metadata, or says that the customer is missing', async () => {
    await using stripe = await startStripeLike(({ url }) =>
      url.pathname === `/v1/customers/${anna}`
        ? { json: { id: anna, object: 'customer' } }
        : { status: 404, json: errorBody({ code: 'resource_missing' }) },
    )
    const { gateway } = gatewayTo(stripe.base)
    const change = { metadata: { user_id: '7' } }

    expect(await gateway.updateCustomer(anna, change, 'k1')).toMatchObject({ kind: 'updated' })
    expect(
      await gateway.updateCustomer(CustomerId.parse('cus_gone00001'), change, 'k2'),
    ).toMatchObject({ kind: 'missing' })
    expect(stripe.asked[0]?.body.get('metadata[user_id]')).toBe('7')
  })
})
