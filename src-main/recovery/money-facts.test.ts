import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayTo } from '../../tests/gateway/stripe-like.ts'
import { customerId } from '../../tests/support/evidence.ts'
import { type Sandbox, startSandbox } from '../sandbox/index.ts'
import { readMoneyFacts } from './money-facts.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 60 })
})
afterEach(() => sandbox.close())

const nothing = { claim: 'no', card: 'no', paidInvoice: 'no' }

async function list(path: string): Promise<{ id: string; customer: string }[]> {
  const headers = { authorization: `Bearer ${sandbox.secretKey}` }
  const answer = await fetch(`${sandbox.url}${path}`, { headers })
  const { data } = (await answer.json()) as { data: { id: string; customer: string }[] }
  return data
}

/** Somebody who pays, with their subscription. */
async function aPayer() {
  const [subscription] = await list('/v1/subscriptions?status=active&limit=1')
  return { id: customerId(subscription?.customer ?? ''), subscription: subscription?.id ?? '' }
}

/** Somebody with no subscription at all. */
async function anIdler() {
  const paying = new Set(
    (await list('/v1/subscriptions?status=all&limit=100')).map((s) => s.customer),
  )
  const idler = sandbox.control.customers(sandbox.secretKey).find(({ id }) => !paying.has(id))
  return customerId(idler?.id ?? '')
}

const read = (id: ReturnType<typeof customerId>, balance = 0) =>
  readMoneyFacts(gatewayTo(sandbox.url, { secretKey: sandbox.secretKey }).gateway, { id, balance })

describe('the money of a customer', () => {
  it('is a claim while a subscription lives, whichever way', async () => {
    const { id, subscription } = await aPayer()
    expect(await read(id)).toMatchObject({ claim: 'yes', paidInvoice: 'yes' })
    const { setSubscriptionStatus } = sandbox.control
    for (const status of ['trialing', 'paused', 'past_due', 'unpaid'] as const) {
      setSubscriptionStatus(sandbox.secretKey, subscription, status)
      expect((await read(id)).claim).toBe('yes')
    }
  })

  it('is nothing where nothing was ever bought', async () => {
    expect(await read(await anIdler())).toMatchObject(nothing)
  })

  it.each([500, -500])('is a claim by a balance of %i alone', async (balance) => {
    expect((await read(await anIdler(), balance)).claim).toBe('yes')
  })
})

describe('a fact that cannot be read', () => {
  it('is unread without the right, and nothing where the endpoint does not exist', async () => {
    const id = await anIdler()
    sandbox.control.deny(sandbox.secretKey, ['subscription_read'])
    expect(await read(id)).toMatchObject({ claim: 'unread', paidInvoice: 'no' })
    sandbox.control.deny(sandbox.secretKey, [])
    sandbox.control.without(['schedules'])
    expect(await read(id)).toMatchObject(nothing)
  })

  it('is unread when the list fails, but not what other lists say', async () => {
    const { id } = await aPayer()
    sandbox.control.addFault({ kind: 'status', status: 500, path: '/v1/invoices' })
    expect(await read(id)).toMatchObject({ claim: 'yes', paidInvoice: 'unread' })
  })

  it('is no "no": an idler whose invoices fail has an unread claim', async () => {
    const id = await anIdler()
    sandbox.control.addFault({ kind: 'status', status: 500, path: '/v1/invoices' })
    expect(await read(id)).toMatchObject({ claim: 'unread', paidInvoice: 'unread', card: 'no' })
  })
})
