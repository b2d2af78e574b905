import { expect, it } from 'vitest'
import { hitLabel, type Item, isStripeId, matching, namesUser } from './items.ts'

const item = (label: string): Item => {
  return { key: label, group: 'Do', label, detail: '', user: null, run: () => undefined }
}

it('a place or an action is found by the beginnings of its words, in any order', () => {
  const all = [item('Sync the mirror'), item('Audit every link'), item('Subscriptions')]
  const found = (text: string) => matching(all, text).map(({ label }) => label)
  expect(found('mir sy')).toEqual(['Sync the mirror'])
  expect(found('S')).toEqual(['Sync the mirror', 'Subscriptions'])
  expect(found('ink')).toEqual([])
  expect(found('')).toHaveLength(3)
})

it('an id of Stripe’s is told from a name', () => {
  expect(
    ['cus_R7c0A1Zq', 'sub_1izzBDeQ', 'in_12Y6APSpy', 'price_1abc', 'prod_1abc'].every(isStripeId),
  ).toBe(true)
  expect(['ada@in_northwind.test', 'sub', '4711', 'in_'].some(isStripeId)).toBe(false)
})

it('a user’s own id or stored id names them, part of it does not', () => {
  const row = { userId: '4711', storedId: 'cus_QK81xYt0' }
  expect(namesUser('4711', row)).toBe(true)
  expect(namesUser('cus_QK81xYt0', row)).toBe(true)
  expect(namesUser('471', row)).toBe(false)
})

it('what an id names is said with whose it is', () => {
  const user = { id: '4711', name: null, email: 'ada@northwind.test' }
  const hit = { kind: 'invoice' as const, id: 'in_1', what: 'ACME-0042', user, case: null }
  expect(hitLabel(hit)).toBe('Invoice ACME-0042 · ada@northwind.test')
  expect(hitLabel({ ...hit, user: null })).toBe('Invoice ACME-0042')
})
