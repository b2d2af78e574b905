import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { aSandbox, sdk } from './support.ts'

async function aPrice(stripe: Stripe, unit_amount = 2900): Promise<string> {
  const product = await stripe.products.create({ name: 'Pro' })
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount,
    recurring: { interval: 'month' },
  })
  return price.id
}

describe('subscriptions', () => {
  it('begin active with a paid invoice, its payment, charge and events', async () => {
    const stripe = sdk(await aSandbox())
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const price = await aPrice(stripe)
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price, quantity: 3 }],
    })
    expect(subscription.status).toBe('active')
    const { data } = await stripe.invoices.list({ subscription: subscription.id })
    expect(data).toMatchObject([{ status: 'paid', amount_paid: 8700, customer }])
    const payments = await stripe.invoicePayments.list({ invoice: data[0]?.id ?? '' })
    expect(payments.data).toMatchObject([{ status: 'paid', amount_paid: 8700 }])
    const charges = await stripe.charges.list({ customer })
    expect(charges.data).toMatchObject([{ paid: true, amount: 8700, currency: 'eur' }])
    const events = await stripe.events.list({
      types: ['invoice.*', 'customer.subscription.created'],
    })
    expect(events.data.map(({ type }) => type)).toEqual([
      'invoice.payment_succeeded',
      'invoice.paid',
      'invoice.updated',
      'invoice.finalized',
      'invoice.created',
      'customer.subscription.created',
    ])
  })

  it('are incomplete after a declined first payment, trialing on a trial', async () => {
    const stripe = sdk(await aSandbox())
    const price = await aPrice(stripe)
    const poor = await stripe.customers.create({})
    const card = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: poor.id,
    })
    const declined = await stripe.subscriptions.create({
      customer: poor.id,
      items: [{ price }],
      default_payment_method: card.id,
    })
    expect(declined.status).toBe('incomplete')
    const trial = await stripe.subscriptions.create({
      customer: poor.id,
      items: [{ price }],
      trial_period_days: 7,
    })
    expect(trial.status).toBe('trialing')
    const open = await stripe.invoices.list({ customer: poor.id, status: 'open' })
    expect(open.data).toMatchObject([{ attempted: true, amount_remaining: 2900 }])
  })

  it('end with the customer, leave lists unless asked for, and stay readable', async () => {
    const stripe = sdk(await aSandbox())
    const price = await aPrice(stripe)
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    await stripe.customers.del(customer)
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([])
    const all = await stripe.subscriptions.list({ customer, status: 'all' })
    expect(all.data).toMatchObject([{ id, status: 'canceled', ended_at: expect.any(Number) }])
    const types = (await stripe.events.list({ limit: 2 })).data.map(({ type }) => type)
    expect(types).toEqual(['customer.deleted', 'customer.subscription.deleted'])
    expect((await stripe.invoices.list({ customer })).data).toHaveLength(1)
    await expect(stripe.customers.listPaymentMethods(customer)).rejects.toMatchObject({
      statusCode: 404,
    })
  })

  it('tell what changed when they are to end', async () => {
    const stripe = sdk(await aSandbox())
    const price = await aPrice(stripe)
    const { id: customer } = await stripe.customers.create({})
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    await stripe.subscriptions.update(id, { cancel_at_period_end: true, metadata: { why: 'x' } })
    const [event] = (await stripe.events.list({ type: 'customer.subscription.updated' })).data
    expect(event?.data.previous_attributes).toEqual({
      cancel_at_period_end: false,
      cancel_at: null,
      canceled_at: null,
      metadata: { why: null },
    })
  })

  it('can be brought into any status, with the invoice that then is unpaid', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const price = await aPrice(stripe)
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    sandbox.control.setSubscriptionStatus(sandbox.secretKey, id, 'past_due')
    const pastDue = await stripe.subscriptions.list({ status: 'past_due', price })
    expect(pastDue.data.map((each) => each.id)).toEqual([id])
    const [open] = (await stripe.invoices.list({ customer, status: 'open' })).data
    expect(open).toMatchObject({ amount_remaining: 2900, attempted: true })
    const [charge] = (await stripe.charges.list({ customer, limit: 1 })).data
    expect(charge).toMatchObject({ paid: false, failure_code: 'card_declined' })
  })
})

describe('other claims on money', () => {
  it('are schedules to come and open disputes', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const price = await aPrice(stripe)
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const later = Math.floor(Date.now() / 1000) + 86_400
    await stripe.subscriptionSchedules.create({
      customer,
      start_date: later,
      phases: [{ items: [{ price, quantity: 1 }] }],
    })
    const schedules = await stripe.subscriptionSchedules.list({ customer })
    expect(schedules.data).toMatchObject([{ status: 'not_started', customer }])

    await stripe.subscriptions.create({ customer, items: [{ price }] })
    const [charge] = (await stripe.charges.list({ customer })).data
    const opened = sandbox.control.disputeCharge(sandbox.secretKey, charge?.id ?? '')
    const byCharge = await stripe.disputes.list({ charge: charge?.id ?? '' })
    expect(byCharge.data).toMatchObject([{ id: opened.id, status: 'needs_response' }])
  })
})

describe('test clocks', () => {
  it('hide their customers from the list of all, and take them along when deleted', async () => {
    const stripe = sdk(await aSandbox())
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_790_000_000 })
    const { id } = await stripe.customers.create({ test_clock: clock.id, email: 'a@b.test' })
    expect((await stripe.customers.list()).data).toEqual([])
    expect((await stripe.customers.list({ email: 'a@b.test' })).data).toEqual([])
    const price = await aPrice(stripe)
    await stripe.subscriptions.create({ customer: id, items: [{ price }] })
    expect((await stripe.subscriptions.list()).data).toEqual([])
    expect((await stripe.invoices.list()).data).toEqual([])
    expect((await stripe.invoices.list({ customer: id })).data).toHaveLength(1)
    const onClock = await stripe.customers.list({ test_clock: clock.id })
    expect(onClock.data.map((customer) => customer.id)).toEqual([id])
    await stripe.testHelpers.testClocks.del(clock.id)
    expect(await stripe.customers.retrieve(id)).toMatchObject({ deleted: true })
  })
})

describe('events', () => {
  it('carry the request that caused them, and reach back 30 days', async () => {
    const sandbox = await aSandbox()
    const stripe = sdk(sandbox)
    const made = await stripe.customers.create({}, { idempotencyKey: 'k' })
    const [event] = (await stripe.events.list({ type: 'customer.created' })).data
    expect(event).toMatchObject({
      api_version: '2026-10-28.endive',
      request: { id: made.lastResponse.requestId, idempotency_key: 'k' },
      data: { object: { id: made.id } },
    })
    expect(await stripe.events.retrieve(event?.id ?? '')).toEqual(event)
    sandbox.control.advance(31 * 86_400)
    expect((await stripe.events.list()).data).toEqual([])
  })
})
