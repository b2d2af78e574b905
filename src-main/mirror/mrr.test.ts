import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyAmount } from './mrr.ts'
import type { StripeObject } from './stripe-object.ts'

interface Item {
  readonly amount?: number | null
  readonly decimal?: string
  readonly every?: string
  readonly count?: number
  readonly quantity?: number
  readonly usage?: 'licensed' | 'metered'
}

function anItem({ amount = 1000, decimal, every, count, quantity, usage }: Item): StripeObject {
  const recurring = { interval: every ?? 'month', interval_count: count ?? 1, usage_type: usage }
  return { quantity, price: { unit_amount: amount, unit_amount_decimal: decimal, recurring } }
}

function aSubscription(items: readonly Item[], more: StripeObject = {}): StripeObject {
  return { status: 'active', currency: 'usd', items: { data: items.map(anItem) }, ...more }
}

const counted = (items: readonly Item[], more: StripeObject = {}) =>
  monthlyAmount(aSubscription(items, more)).counted

describe('the amount a month', () => {
  it.each([
    ['a month', [{}], 1000],
    ['every three months', [{ count: 3 }], 333],
    ['a year', [{ amount: 12_000, every: 'year' }], 1000],
    ['every two years', [{ amount: 12_000, every: 'year', count: 2 }], 500],
    ['a week', [{ every: 'week' }], 4333],
    ['every two weeks', [{ every: 'week', count: 2 }], 2167],
    ['a day', [{ amount: 100, every: 'day' }], 3042],
    ['seven seats', [{ quantity: 7 }], 7000],
    ['no seat', [{ quantity: 0 }], 0],
    ['half a cent a seat', [{ amount: null, decimal: '0.5', quantity: 1001 }], 501],
    ['tiers, which have no unit amount', [{ amount: null }], 0],
    ['metered use', [{ usage: 'metered' }], 0],
    ['a licence and metered use', [{}, { usage: 'metered' }], 1000],
    ['a monthly and a yearly item', [{}, { amount: 12_000, every: 'year' }], 2000],
    ['three yearly items, rounded once', Array(3).fill({ amount: 100, every: 'year' }), 25],
    ['nothing', [], 0],
  ] satisfies [string, Item[], number][])('of %s', (_, items, expected) => {
    expect(counted(items)).toBe(expected)
  })

  it('of whole yen stays in whole yen', () => {
    expect(monthlyAmount(aSubscription([{ amount: 980 }], { currency: 'jpy' }))).toEqual({
      counted: 980,
      full: 980,
      currency: 'jpy',
    })
  })

  it('takes the currency of its price where the subscription names none', () => {
    const price = { unit_amount: 500, currency: 'eur', recurring: { interval: 'month' } }
    expect(monthlyAmount({ status: 'active', items: { data: [{ price }] } }).currency).toBe('eur')
  })
})

describe('a discount', () => {
  const half = { percent_off: 50 }
  const three = { amount_off: 300, currency: 'usd' }
  it.each([
    ['half off, of an older Stripe', { discount: { coupon: half } }, 500],
    ['half off, of a newer Stripe', { discounts: [{ source: { coupon: half } }] }, 500],
    ['half off in a list', { discounts: [{ coupon: half }] }, 500],
    ['an amount off, of an older Stripe', { discount: { coupon: three } }, 700],
    ['an amount off, of a newer Stripe', { discounts: [{ source: { coupon: three } }] }, 700],
    ['half, then three', { discounts: [{ coupon: half }, { coupon: three }] }, 200],
    ['three, then half', { discounts: [{ coupon: three }, { coupon: half }] }, 350],
    ['more than all', { discount: { coupon: { amount_off: 5000 } } }, 0],
    ['one that is shown twice', { discount: { coupon: half }, discounts: [{ coupon: half }] }, 500],
    ['one that is only named', { discounts: ['di_1'] }, 1000],
    ['none', { discount: null, discounts: [] }, 1000],
  ] satisfies [string, StripeObject, number][])('is taken off: %s', (_, more, expected) => {
    expect(counted([{}], more)).toBe(expected)
  })

  it('of an amount is brought to a month like the price', () => {
    const yearly = [{ amount: 12_000, every: 'year' }]
    expect(counted(yearly, { discount: { coupon: { amount_off: 1200 } } })).toBe(900)
    expect(counted(yearly, { discount: { coupon: { percent_off: 10 } } })).toBe(900)
  })
})

describe('what is counted', () => {
  it.each([
    ['active', 1000],
    ['past_due', 1000],
    ['trialing', 0],
    ['unpaid', 0],
    ['paused', 0],
    ['incomplete', 0],
    ['canceled', 0],
  ])('of a subscription that is %s', (status, expected) => {
    expect(monthlyAmount(aSubscription([{}], { status }))).toMatchObject({
      counted: expected,
      full: 1000,
    })
  })

  it('is a whole number that is never below zero, whatever Stripe sends', () => {
    const item = fc.record({
      amount: fc.option(fc.nat()),
      every: fc.constantFrom('day', 'week', 'month', 'year', 'fortnight'),
      count: fc.integer({ min: 1, max: 24 }),
      quantity: fc.nat({ max: 1000 }),
      usage: fc.constantFrom('licensed' as const, 'metered' as const),
    })
    const coupon = fc.record({ percent_off: fc.nat({ max: 100 }), amount_off: fc.nat() })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), coupon, (items, off) => {
        const { full } = monthlyAmount(aSubscription(items, { discount: { coupon: off } }))
        expect(Number.isInteger(full) && full >= 0).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.object(), (anything) => {
        expect(Number.isInteger(monthlyAmount({ ...anything }).full)).toBe(true)
      }),
    )
  })
})
