import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aCustomer,
  anOwner,
  around,
  customers,
  owners,
  surroundings,
} from '../../tests/support/evidence.ts'
import type { CustomerFacts, Owner, Surroundings } from './evidence.ts'
import { weigh } from './weigh.ts'

const worlds = fc.record({ customer: customers, owner: owners, place: surroundings })

function always(promise: (customer: CustomerFacts, owner: Owner, place: Surroundings) => void) {
  fc.assert(
    fc.property(worlds, ({ customer, owner, place }) => promise(customer, owner, place)),
    { numRuns: 2_000 },
  )
}

/** The e-mail agrees with the present or a former one; blank ones agree with nothing. */
function emailAgrees({ email }: CustomerFacts, owner: Owner): boolean {
  return email !== null && [owner.email, ...owner.formerEmails].includes(email)
}

describe('weigh', () => {
  it('gives evidence b only for the id and the e-mail together, in no other directory', () => {
    always((customer, owner, place) => {
      if (weigh(customer, owner, place).grade !== 'b') return
      expect(customer.ownerId).toBe(owner.id)
      expect(emailAgrees(customer, owner)).toBe(true)
      expect([null, place.directory]).toContain(customer.ownerDirectory)
      expect([null, place.environment]).toContain(customer.ownerEnvironment)
      if (owner.createdAt !== null)
        expect(customer.created).toBeGreaterThanOrEqual(Math.floor(owner.createdAt / 1000) * 1000)
    })
  })

  it('gives evidence c only for a verified, present, unshared address without any mark', () => {
    always((customer, owner, place) => {
      if (weigh(customer, owner, place).grade !== 'c') return
      expect(customer.ownerId).toBeNull()
      expect(owner.email).not.toBeNull()
      expect(customer.email).toBe(owner.email)
      expect(owner.isVerified).toBe(true)
      expect(place.emailShared).toBe(false)
      expect(customer.ownerDirectory === null || customer.ownerDirectory === place.directory).toBe(
        true,
      )
    })
  })

  it('gives evidence a only for what our own record says', () => {
    always((customer, owner, place) => {
      if (weigh(customer, owner, place).grade === 'a') expect(place.ownRecord).toBe(true)
    })
  })

  it('lets nobody have what another user holds', () => {
    always((customer, owner, place) => {
      const { grade } = weigh(customer, owner, { ...place, heldByOthers: true })
      expect(['named', 'possible', 'none']).toContain(grade)
    })
  })

  it('matches nothing by a blank e-mail or a blank id', () => {
    always((customer, owner, place) => {
      const blank = { ...customer, email: null, ownerId: null }
      const nobody = { ...owner, email: null, formerEmails: [] }
      expect(weigh(blank, nobody, { ...place, ownRecord: false }).grade).toBe('none')
      expect(weigh(blank, owner, { ...place, ownRecord: false }).grade).toBe('none')
    })
  })

  it('never overlooks a free customer that names the owner in our directory', () => {
    always((customer, owner, place) => {
      const named = { ...customer, ownerId: owner.id, ownerDirectory: null, testClock: null }
      expect(weigh(named, owner, place).grade).not.toBe('none')
    })
  })

  it('says why, whatever it says but none', () => {
    always((customer, owner, place) => {
      const { grade, reasons } = weigh(customer, owner, place)
      if (grade !== 'none') expect(reasons).not.toEqual([])
      expect(new Set(reasons).size).toBe(reasons.length)
    })
  })
})

describe('a decoy', () => {
  const mine = { ownerId: '7' }
  const decoys: [string, Partial<CustomerFacts>, Partial<Owner>, Partial<Surroundings>, string][] =
    [
      ['an id issued again', { ...mine, created: 0 }, {}, {}, 'named customer_older_than_user'],
      ['another address', { ...mine, email: 'x@example.com' }, {}, {}, 'named emails_differ'],
      ['no address', { ...mine, email: null }, {}, {}, 'named emails_differ'],
      [
        'metadata of the other environment',
        { ...mine, ownerEnvironment: 'live' },
        {},
        {},
        'named metadata_names_other_environment',
      ],
      [
        'metadata of another directory',
        { ...mine, ownerDirectory: 'shop' },
        {},
        {},
        'possible metadata_names_other_directory',
      ],
      [
        'another directory’s customer with another address',
        { ...mine, ownerDirectory: 'shop', email: 'x@example.com' },
        {},
        {},
        'none ',
      ],
      [
        'metadata that names another user who exists',
        { ownerId: '8' },
        {},
        { namedUserExists: true },
        'possible metadata_names_other_user',
      ],
      [
        'metadata that names a user who left',
        { ownerId: '99' },
        {},
        {},
        'possible metadata_names_missing_user',
      ],
      ['a shared address', {}, {}, { emailShared: true }, 'possible email_shared_by_users'],
      ['an unverified address', {}, { isVerified: false }, {}, 'possible email_only_unverified'],
      [
        'a directory that does not say verified',
        {},
        { isVerified: null },
        {},
        'possible email_only_unverified',
      ],
      [
        'a former address, without metadata',
        { email: 'old@example.com' },
        { formerEmails: ['old@example.com'] },
        {},
        'possible email_only_unverified',
      ],
      ['a customer somebody else holds', {}, {}, { heldByOthers: true }, 'none held_by_other_user'],
      [
        'our own customer that somebody else holds now',
        { ...mine },
        {},
        { ownRecord: true, heldByOthers: true },
        'named held_by_other_user',
      ],
      ['a customer on a test clock', { ...mine, testClock: 'clock_1' }, {}, {}, 'none '],
    ]

  it.each(decoys)('is not linked: %s', (_, customer, owner, place, said) => {
    const { grade, reasons } = weigh(aCustomer(customer), anOwner(owner), around(place))
    expect(`${grade} ${reasons.join(' ')}`).toBe(said)
  })
})

describe('what is theirs', () => {
  it.each([
    ['metadata and the present address', { ownerId: '7' }, {}, {}, 'b'],
    [
      'metadata and a former address',
      { ownerId: '7', email: 'old@example.com' },
      { formerEmails: ['old@example.com'] },
      {},
      'b',
    ],
    ['metadata of this directory', { ownerId: '7', ownerDirectory: 'default' }, {}, {}, 'b'],
    [
      'a customer on the link’s own clock',
      { ownerId: '7', testClock: 'c' },
      {},
      { linkClock: 'c' },
      'b',
    ],
    ['a customer off the link’s clock', { ownerId: '7' }, {}, { linkClock: 'c' }, 'b'],
    ['the one verified address', {}, {}, {}, 'c'],
    ['our own record', { email: 'x@example.com' }, {}, { ownRecord: true }, 'a'],
  ] as [string, Partial<CustomerFacts>, Partial<Owner>, Partial<Surroundings>, string][])(
    'is seen by %s',
    (_, customer, owner, place, grade) => {
      expect(weigh(aCustomer(customer), anOwner(owner), around(place)).grade).toBe(grade)
    },
  )

  it('was made in the very second of the row: Stripe counts in whole seconds', () => {
    const owner = anOwner({ createdAt: 1_700_000_000_900 })
    const customer = aCustomer({ ownerId: '7', created: 1_700_000_000_000 })
    expect(weigh(customer, owner, around()).grade).toBe('b')
  })
})
