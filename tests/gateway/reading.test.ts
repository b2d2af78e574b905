import { describe, expect, it } from 'vitest'
import { CustomerId } from '#contract'
import { type Answer, errorBody, gatewayTo, startStripeLike } from './stripe-like.ts'

const anna = CustomerId.parse('cus_anna00001')
const empty: Answer = { json: { object: 'list', data: [], has_more: false } }

/** Answers with each in turn, and with the last one ever after. */
function inTurn(...answers: [Answer, ...Answer[]]) {
  let next = 0
  return startStripeLike(() => answers[Math.min(next++, answers.length - 1)] ?? answers[0])
}

describe('a read that fails for a moment', () => {
  it.each<[string, Answer]>([
    ['429', { status: 429, json: errorBody({ code: 'rate_limit' }) }],
    ['a locked object', { status: 429, json: errorBody({ code: 'lock_timeout' }) }],
    ['500', { status: 500, json: errorBody({ type: 'api_error' }) }],
    ["a proxy's 503", { status: 503, text: '<html>' }],
    ['a reset connection', 'reset'],
    ['silence', 'silence'],
  ])(
    'is tried again after %s, with a growing pause, each attempt a line in the log',
    async (_, answer) => {
      await using stripe = await inTurn(answer, answer, empty)
      const { gateway, calls, pauses } = gatewayTo(stripe.base, { timeoutMs: 200 })

      await gateway.listCustomers()

      expect(gateway.calls()).toBe(3)
      expect(calls.map(({ outcome }) => outcome === 'ok')).toEqual([false, false, true])
      expect(pauses[0]).toBeGreaterThanOrEqual(250)
      expect(pauses[1]).toBeGreaterThanOrEqual(500)
    },
  )

  it('is given up after five tries, with the reason', async () => {
    await using stripe = await inTurn({ status: 500, text: '' })
    const { gateway, calls } = gatewayTo(stripe.base)

    await expect(gateway.retrieveCustomer(anna)).rejects.toMatchObject({
      failure: { kind: 'stripe_down', status: 500 },
    })
    expect(calls).toHaveLength(5)
  })

  it('waits as long as a proxy asks', async () => {
    await using stripe = await inTurn(
      { status: 503, headers: { 'retry-after': '12' }, text: '' },
      empty,
    )
    const { gateway, pauses } = gatewayTo(stripe.base)
    await gateway.listCustomers()

    expect(pauses).toEqual([12_000])
  })

  it('is not tried again where the refusal will stay', async () => {
    await using stripe = await inTurn({ status: 401, text: 'Unauthorized' })
    const { gateway } = gatewayTo(stripe.base)

    await expect(gateway.listCustomers()).rejects.toMatchObject({ failure: { kind: 'auth' } })
    expect(gateway.calls()).toBe(1)
  })
})

describe('an aborted call', () => {
  it('ends at once with the reason of its signal, and is in the log', async () => {
    const abort = new AbortController()
    await using stripe = await startStripeLike(() => {
      abort.abort(new Error('The person left'))
      return 'silence'
    })
    const { gateway, calls } = gatewayTo(stripe.base)
    const asker = gateway.with({ priority: 'person', signal: abort.signal })

    await expect(asker.retrieveCustomer(anna)).rejects.toThrow('The person left')
    expect(calls).toMatchObject([{ outcome: 'aborted', status: null }])
    await expect(asker.listCustomers()).rejects.toThrow('The person left')
    expect(gateway.calls()).toBe(1)
  })

  it('waits for a creation that was sent: giving up would only make its outcome unknown', async () => {
    const abort = new AbortController()
    await using stripe = await startStripeLike(() => {
      abort.abort()
      return { json: { id: 'cus_made00001', object: 'customer' } }
    })
    const asker = gatewayTo(stripe.base).gateway.with({
      priority: 'person',
      signal: abort.signal,
    })

    expect(await asker.createCustomer({ metadata: {} }, 'key-1')).toMatchObject({ kind: 'created' })
  })
})

describe('the whole account', () => {
  /** 1,000 customers, newest first, in pages as Stripe serves them. */
  const all = Array.from({ length: 1000 }, (_, i) => ({
    id: `cus_${String(1000 - i).padStart(8, '0')}`,
  }))
  const served = (url: URL): Answer => {
    const after = all.findIndex(({ id }) => id === url.searchParams.get('starting_after')) + 1
    const limit = Number(url.searchParams.get('limit') ?? 10)
    const data = all.slice(after, after + limit)
    return { json: { object: 'list', data, has_more: after + limit < all.length } }
  }

  it('is read in pages of a hundred, each object once', async () => {
    await using stripe = await startStripeLike(({ url }) => served(url))
    const { gateway } = gatewayTo(stripe.base)

    const ids = []
    for await (const { items } of gateway.eachPage('customer'))
      ids.push(...items.map(({ id }) => id))

    expect(ids).toEqual(all.map(({ id }) => id))
    expect(gateway.calls()).toBe(10)
  })

  it('ends where a server ignores the place in the list, rather than reading for ever', async () => {
    const data = [{ id: 'prod_00000001' }]
    await using stripe = await startStripeLike(() => ({ json: { data, has_more: true } }))
    const { gateway } = gatewayTo(stripe.base)

    const read = async () => {
      for await (const _ of gateway.eachPage('product')) expect(gateway.calls()).toBe(1)
    }

    await expect(read()).rejects.toMatchObject({
      failure: { kind: 'unsupported', what: 'starting_after' },
    })
  })

  it('shows cancelled subscriptions, and does without where a poorer Stripe refuses to', async () => {
    await using stripe = await startStripeLike(({ url }) =>
      url.searchParams.has('status')
        ? { status: 400, json: errorBody({ message: 'Received unknown parameter: status' }) }
        : { json: { data: [{ id: 'sub_00000001' }], has_more: false } },
    )

    const seen = await gatewayTo(stripe.base).gateway.subscriptionsOf(anna)

    expect(seen.map(({ id }) => id)).toEqual(['sub_00000001'])
    expect(stripe.asked.map(({ url }) => url.searchParams.get('status'))).toEqual(['all', null])
  })
})

describe('a list that a poorer Stripe does not have', () => {
  it.each<[string, Answer]>([
    ['an unknown URL', { status: 404, json: errorBody({ message: 'Unrecognized request URL' }) }],
    ['a plain 404', { status: 404, json: errorBody({ message: 'Not Found' }) }],
    ['text', { status: 404, text: 'Not Found' }],
    ['nothing', { status: 404, text: '' }],
    ['501', { status: 501, text: '' }],
    ['an object that is no list', { json: { ok: true } }],
  ])('is unsupported when its URL answers with %s', async (_, answer) => {
    await using stripe = await startStripeLike(() => answer)
    const { gateway } = gatewayTo(stripe.base)
    const unsupported = { failure: { kind: 'unsupported', what: null } }

    await expect(gateway.listCustomers()).rejects.toMatchObject(unsupported)
    await expect(gateway.schedulesOf(anna)).rejects.toMatchObject(unsupported)
    await expect(gateway.openDisputesOf(anna)).rejects.toMatchObject(unsupported)
    await expect(gateway.eventsSince(1, ['customer.deleted'])).rejects.toMatchObject(unsupported)
    await expect(gateway.searchCustomersByMetadata('user_id', '7')).rejects.toMatchObject(
      unsupported,
    )
  })

  it('is unsupported when the search is taken for a customer of that name', async () => {
    const json = errorBody({ code: 'resource_missing', message: "No such customer: 'search'" })
    await using stripe = await startStripeLike(() => ({ status: 404, json }))

    await expect(
      gatewayTo(stripe.base).gateway.searchCustomersByMetadata('user_id', '7'),
    ).rejects.toMatchObject({ failure: { kind: 'unsupported' } })
  })

  it('names a parameter that is unknown there', async () => {
    const json = errorBody({ code: 'parameter_unknown', param: 'email' })
    await using stripe = await startStripeLike(() => ({ status: 400, json }))

    await expect(
      gatewayTo(stripe.base).gateway.listCustomers({ email: 'anna@example.com' }),
    ).rejects.toMatchObject({
      failure: { kind: 'unsupported', what: 'email' },
      message: 'This Stripe server does not know the parameter email.',
    })
  })
})

describe('what is known of one customer', () => {
  it('falls back from payment methods to cards to sources', async () => {
    await using stripe = await startStripeLike(({ url }) =>
      url.pathname.endsWith('/sources')
        ? { json: { data: [{ id: 'card_00000001', object: 'card' }], has_more: false } }
        : { status: 400, json: errorBody({ message: 'Bad request' }) },
    )

    const cards = await gatewayTo(stripe.base).gateway.cardsOf(anna)

    expect(cards.map(({ id }) => id)).toEqual(['card_00000001'])
    expect(stripe.asked.map(({ url }) => url.pathname + url.search)).toEqual([
      `/v1/payment_methods?limit=100&customer=${anna}`,
      `/v1/payment_methods?limit=100&type=card&customer=${anna}`,
      `/v1/customers/${anna}/sources?limit=100`,
    ])
  })

  it('finds open disputes through the disputed charges, an unknown status counted as open', async () => {
    const charges = [
      { id: 'ch_1', disputed: true },
      { id: 'ch_2', disputed: false },
    ]
    const disputes = ['lost', 'needs_response', 'something_new'].map((status) => ({
      id: `du_${status}`,
      status,
    }))
    await using stripe = await startStripeLike(({ url }) => ({
      json: { data: url.pathname === '/v1/charges' ? charges : disputes, has_more: false },
    }))

    const open = await gatewayTo(stripe.base).gateway.openDisputesOf(anna)

    expect(open.map(({ id }) => id)).toEqual(['du_needs_response', 'du_something_new'])
    expect(stripe.asked[1]?.url.searchParams.get('charge')).toBe('ch_1')
  })

  it('asks for events by type, or picks them where the server cannot', async () => {
    const data = ['customer.deleted', 'charge.failed'].map((type) => ({ id: `evt_${type}`, type }))
    await using stripe = await startStripeLike(({ url }) =>
      url.searchParams.has('types[0]')
        ? { status: 400, json: errorBody({ code: 'parameter_unknown', param: 'types' }) }
        : { json: { data, has_more: false } },
    )

    const events = await gatewayTo(stripe.base).gateway.eventsSince(1700, ['customer.deleted'])

    expect(events.map(({ id }) => id)).toEqual(['evt_customer.deleted'])
    expect(stripe.asked[1]?.url.searchParams.get('created[gte]')).toBe('1700')
  })

  it('searches owner metadata on every page, quoting what is in it', async () => {
    const page = (id: string, next: string | null): Answer => ({
      json: { data: [{ id }], has_more: next !== null, next_page: next },
    })
    await using stripe = await startStripeLike(({ url }) =>
      url.searchParams.has('page') ? page('cus_second001', null) : page('cus_first0001', 'p2'),
    )

    const found = await gatewayTo(stripe.base).gateway.searchCustomersByMetadata('user_id', 'a"b\\')

    expect(found.map(({ id }) => id)).toEqual(['cus_first0001', 'cus_second001'])
    expect(stripe.asked[0]?.url.searchParams.get('query')).toBe('metadata["user_id"]:"a\\"b\\\\"')
  })

  it('says when, on the clock of Stripe, all of it was true', async () => {
    const date = 'Mon, 23 Nov 2026 10:00:00 GMT'
    await using stripe = await startStripeLike(() => ({ ...(empty as object), headers: { date } }))
    // Our clock is a day wrong: it does not matter.
    const { gateway } = gatewayTo(stripe.base, { now: () => Date.parse(date) + 86_400_000 })

    const { asked, answered } = await gateway.listCustomers()

    expect(asked).toBe(Date.parse(date))
    expect(answered).toBe(Date.parse(date) + 999)
  })
})

describe('the account', () => {
  const account = async (answer: Answer) => {
    await using stripe = await startStripeLike(() => answer)
    return await gatewayTo(stripe.base).gateway.account()
  }

  it('is named by its name in the Dashboard', async () => {
    const settings = { dashboard: { display_name: 'Acme' } }
    expect(await account({ json: { id: 'acct_1', settings } })).toEqual({
      kind: 'named',
      id: 'acct_1',
      name: 'Acme',
    })
  })

  it.each([
    "The provided key 'rk_test_***qs8Kgd' does not have the required permissions for this endpoint on account 'acct_1'. Having the 'rak_accounts_kyc_basic_read' permission would allow this request to continue.",
    "The provided key 'rk_test_***qs8Kgd' does not have the required permissions for this endpoint on account 'acct_1'. Enabling Accounts Read ('accounts_kyc_basic_read') permissions on this key would allow this request to continue.",
  ])('is named by the refusal to name it', async (message) => {
    const refused = { status: 403, json: errorBody({ message }) }
    expect(await account(refused)).toEqual({ kind: 'forbidden', id: 'acct_1' })

    await using stripe = await startStripeLike(() => refused)
    await expect(gatewayTo(stripe.base).gateway.listCustomers()).rejects.toMatchObject({
      failure: { kind: 'permission', missing: 'accounts_kyc_basic_read', account: 'acct_1' },
    })
  })

  it('is unsupported where there is no such endpoint', async () => {
    expect(await account({ status: 404, text: '' })).toEqual({ kind: 'unsupported' })
  })

  it('is not asked with an expired key', async () => {
    const json = errorBody({ message: 'Expired API Key provided: rk_test_***WUEguF' })
    await expect(account({ status: 401, json })).rejects.toMatchObject({
      failure: { kind: 'auth', expired: true },
    })
  })
})

describe('a portal session', () => {
  it('has the address to send the customer to', async () => {
    const url = 'https://billing.stripe.com/p/session/x'
    await using stripe = await startStripeLike(() => ({
      json: { id: 'bps_1', url },
      headers: { 'request-id': 'req_3' },
    }))
    const { gateway } = gatewayTo(stripe.base)

    expect(await gateway.createPortalSession({ customer: anna })).toEqual({
      url,
      requestId: 'req_3',
    })
    expect(stripe.asked[0]?.body.get('customer')).toBe(anna)
  })
})

it('never sends a key anywhere but to Stripe or to this machine', () => {
  for (const base of [
    'http://evil.example:80',
    'https://127.0.0.1:1',
    'http://127.0.0.1:1@evil.example',
  ])
    expect(() => gatewayTo(base)).toThrow('http://127.0.0.1:<port>')
})

it('tells no key in a failure, whatever Stripe says', async () => {
  const key = 'sk_test_51NotARealKey4242'
  const json = errorBody({ message: `Bad thing with ${key}`, param: 'x' })
  await using stripe = await startStripeLike(() => ({ status: 400, json }))

  const error = await gatewayTo(stripe.base)
    .gateway.listCustomers()
    .catch((e: unknown) => e)

  expect(error).toBeInstanceOf(Error)
  expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain(
    'NotARealKey',
  )
})
