import { describe, expect, it } from 'vitest'
import type { Choice, Plan } from '#contract'
import { optionsOf, writesOf } from './picks.ts'

const relink = (customerId: string): Choice => ({ kind: 'relink', customerId })
const plan = (over: Partial<Plan>): Plan => ({
  kind: 'review',
  customerId: null,
  because: [],
  ...over,
})

describe('what to do about a case', () => {
  it('offers the plan first, once, and dismissing last', () => {
    const options = optionsOf({
      plan: plan({ kind: 'relink', customerId: 'cus_theirs01' }),
      choices: [{ kind: 'create' }, relink('cus_theirs01')],
    })
    expect(options.map(({ value, recommended }) => [value, recommended])).toEqual([
      ['cus_theirs01', true],
      ['create', false],
      ['dismiss', false],
    ])
  })

  it('recommends nothing where a person must decide', () => {
    const options = optionsOf({ plan: plan({}), choices: [relink('cus_one00001')] })
    expect(options.some(({ recommended }) => recommended)).toBe(false)
  })
})

describe('what will be written', () => {
  const detail: Parameters<typeof writesOf>[0] = {
    writes: [],
    storedId: 'cus_dead0001',
    userId: '4711',
    environment: 'test',
  }

  it('is the column with the chosen customer, and nothing in Stripe', () => {
    const answer = relink('cus_other001')
    expect(writesOf(detail, { value: '', answer, recommended: false })).toEqual([
      {
        where: 'directory',
        what: 'users 4711 stripe_customer_id_test',
        before: 'cus_dead0001',
        after: 'cus_other001',
      },
    ])
  })

  it('names the customer that is still to be made', () => {
    const create = {
      where: 'directory',
      what: 'users 4711 stripe_customer_id_test',
      before: null,
      after: null,
    } as const
    const option = { value: 'create', answer: { kind: 'create' }, recommended: true } as const
    expect(writesOf({ ...detail, writes: [create] }, option)).toMatchObject([
      { after: 'the new customer' },
    ])
  })

  it('is nothing when the case is dismissed', () => {
    expect(
      writesOf(detail, { value: '', answer: { kind: 'dismiss' }, recommended: false }),
    ).toEqual([])
  })
})
