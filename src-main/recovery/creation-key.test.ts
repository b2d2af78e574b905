import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Environment } from '#contract'
import { accountId, anOwner, userId } from '../../tests/support/evidence.ts'
import {
  type CreationIntent,
  customerCreationKey,
  markOf,
  newCustomerBody,
  nextKey,
  personOf,
} from './creation-key.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 })

const intents: fc.Arbitrary<CreationIntent> = fc
  .record({
    account: fc.constantFrom('acct_1NvQXy2eZvKYlo2C', 'local_7f3a9').map(accountId),
    environment: fc.constantFrom(...Environment.options),
    directory: fc.constantFrom('default', 'shop'),
    id: text.map(userId),
    email: fc.option(text),
    createdAt: fc.option(fc.nat()),
    replaces: fc.option(text),
  })
  .map(({ id, email, createdAt, ...rest }) => ({
    ...rest,
    owner: anOwner({ id, email, createdAt }),
  }))

const contact = { email: 'ada@example.com', name: 'Ada' }

/** What makes two intents the same: the person behind the row, not what the row says of them today. */
function meaning({ owner, ...rest }: CreationIntent) {
  return JSON.stringify({ ...rest, id: owner.id, person: owner.createdAt ?? owner.email ?? '' })
}

describe('the key of a creation', () => {
  it('is the same on every console, and sends the same bytes', () => {
    fc.assert(
      fc.property(intents, (intent) => {
        const again = structuredClone(intent)
        const key = customerCreationKey(intent)
        expect(customerCreationKey(again)).toBe(key)
        expect(JSON.stringify(newCustomerBody(again, contact, key))).toBe(
          JSON.stringify(newCustomerBody(intent, contact, key)),
        )
      }),
    )
  })

  it('is another one for anything that differs', () => {
    fc.assert(
      fc.property(intents, intents, (one, other) => {
        fc.pre(meaning(one) !== meaning(other))
        expect(customerCreationKey(one)).not.toBe(customerCreationKey(other))
      }),
    )
  })

  const base: CreationIntent = {
    account: accountId('acct_1NvQXy2eZvKYlo2C'),
    environment: 'test',
    directory: 'default',
    owner: anOwner(),
    replaces: 'cus_before0001',
  }
  it.each([
    ['account', { account: accountId('acct_another') }],
    ['environment', { environment: 'live' }],
    ['directory', { directory: 'shop' }],
    ['owner', { owner: anOwner({ id: userId('8') }) }],
    ['person behind the same row id', { owner: anOwner({ createdAt: 1 }) }],
    ['id that it replaces', { replaces: 'cus_before0002' }],
    ['fact that it replaces none', { replaces: null }],
  ] satisfies [string, Partial<CreationIntent>][])('is another one for another %s', (_, values) => {
    expect(customerCreationKey({ ...base, ...values })).not.toBe(customerCreationKey(base))
  })

  it('cannot be moved between fields by where one ends', () => {
    const split = (directory: string, id: string) =>
      customerCreationKey({ ...base, directory, owner: anOwner({ id: userId(id) }) })
    expect(split('ab', 'c')).not.toBe(split('a', 'bc'))
  })

  it('is the same key for the person with another name or address', () => {
    const moved = anOwner({ email: 'ada@new.example', name: 'Ada L.', isVerified: false })
    expect(customerCreationKey({ ...base, owner: moved })).toBe(customerCreationKey(base))
  })

  it('is never longer than Stripe takes, and never holds an address', () => {
    fc.assert(
      fc.property(intents, (intent) => {
        const key = customerCreationKey(intent)
        expect(key).toMatch(/^relink_[0-9a-f]{37}$/)
        expect(nextKey(key, 'cus_dead00001')).toMatch(/^relink_[0-9a-f]{37}$/)
      }),
    )
  })

  it('is followed by another for each reason that it is used up for', () => {
    const key = customerCreationKey(base)
    const after = [nextKey(key, 'cus_dead00001'), nextKey(key, 'req_1'), key]
    expect(new Set(after).size).toBe(3)
    expect(nextKey(key, 'req_1')).toBe(nextKey(key, 'req_1'))
  })
})

describe('the mark of a customer that was made', () => {
  it('is as good as the key to look it up, and does not tell the key', () => {
    fc.assert(
      fc.property(intents, intents, (one, other) => {
        const [key, another] = [customerCreationKey(one), customerCreationKey(other)]
        const mark = markOf(key)
        expect(mark).toMatch(/^[0-9a-f]{24}$/)
        expect(key).not.toContain(mark)
        if (key !== another) expect(markOf(another)).not.toBe(mark)
        const body = JSON.stringify(newCustomerBody(one, contact, key))
        expect(body).toContain(mark)
        expect(body).not.toContain(key.slice('relink_'.length))
      }),
    )
  })
})

describe('the body of a creation', () => {
  it('says whose customer it is, and leaves out what is blank', () => {
    const intent: CreationIntent = {
      account: accountId('acct_1NvQXy2eZvKYlo2C'),
      environment: 'test',
      directory: 'default',
      owner: anOwner(),
      replaces: null,
    }
    expect(newCustomerBody(intent, { email: ' ', name: '' }, 'key')).toEqual({
      metadata: {
        user_id: '7',
        environment: 'test',
        directory: 'default',
        created_via: 'auto_recovery',
        relink_intent: markOf('key'),
      },
    })
  })
})

describe('the person behind a row', () => {
  it('is told apart by when the row was made, else by the address, never by a blank', () => {
    expect(personOf(anOwner({ createdAt: 1 }))).not.toBe(personOf(anOwner({ createdAt: 2 })))
    const rows = [anOwner({ createdAt: null }), anOwner({ createdAt: null, email: null })]
    expect(new Set(rows.map(personOf)).size).toBe(2)
    expect(personOf(anOwner({ createdAt: null }))).not.toContain('ada')
  })
})
