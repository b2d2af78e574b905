import { describe, expect, it } from 'vitest'
import { subscriptionPages } from '../../src-main/mirror/subscriptions.ts'
import { aMirror } from './a-mirror.ts'

const interval = { from: 10, to: 11 }
const arrived = { interval, source: 'list' as const, run: 1 }

interface Given {
  readonly created: number
  readonly status?: string
  readonly price?: string
}

function aSubscription(id: string, { created, status = 'active', price = 'price_pro' }: Given) {
  const items = { data: [{ quantity: 1, current_period_end: created + 100, price: { id: price } }] }
  const object = { id, object: 'subscription', customer: 'cus_mirrored01', status, created, items }
  return { kind: 'subscription' as const, object, ...arrived }
}

function filled(...given: (readonly [string, Given])[]) {
  const home = aMirror()
  home.mirror.apply(given.map(([id, one]) => aSubscription(id, one)))
  return home
}

describe('the list of subscriptions', () => {
  it('comes newest first, a page after the other, and loses none that began in the same second', () => {
    using home = filled(
      ['sub_a', { created: 1 }],
      ['sub_b', { created: 2 }],
      ['sub_c', { created: 2 }],
      ['sub_d', { created: 3 }],
    )
    const { subscriptions } = home.mirror
    const first = subscriptions.page({}, 2)
    expect(first.map(({ id }) => id)).toEqual(['sub_d', 'sub_c'])
    expect(subscriptions.page({}, 2, first.at(-1)).map(({ id }) => id)).toEqual(['sub_b', 'sub_a'])
  })

  it('is of one status, of one price, or of both', () => {
    using home = filled(
      ['sub_a', { created: 1, status: 'past_due' }],
      ['sub_b', { created: 2, status: 'past_due', price: 'price_team' }],
      ['sub_c', { created: 3, price: 'price_team' }],
    )
    const { subscriptions } = home.mirror
    const ids = (filter: { status?: string; price?: string }) =>
      subscriptions.page(filter, 9).map(({ id }) => id)
    expect(ids({ status: 'past_due' })).toEqual(['sub_b', 'sub_a'])
    expect(ids({ price: 'price_team' })).toEqual(['sub_c', 'sub_b'])
    expect(ids({ status: 'past_due', price: 'price_team' })).toEqual(['sub_b'])
    expect(subscriptions.counts()).toEqual([
      { status: 'active', count: 1 },
      { status: 'past_due', count: 2 },
    ])
  })

  it.each(Object.entries(subscriptionPages))(
    'is a seek and no sort, filtered by “%s”',
    (filter, sql) => {
      using home = aMirror()
      const plan = home.db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ status: '', price: '', created: 0, id: '', limit: 1 })
        .map(({ detail }) => detail)
      const index = { '': 'newest', status: 'status' }[filter] ?? 'price'
      expect(plan[0]).toMatch(new RegExp(`^SEARCH subscription USING INDEX subscription_${index} `))
      expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/)
    },
  )

  it('is counted without reading a subscription', () => {
    using home = aMirror()
    const plan = home.db
      .prepare<unknown[], { detail: string }>(
        'EXPLAIN QUERY PLAN SELECT status, count(*) FROM subscription GROUP BY status',
      )
      .all()
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SCAN subscription USING COVERING INDEX subscription_status',
    ])
  })
})
