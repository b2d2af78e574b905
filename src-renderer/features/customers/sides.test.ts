import { describe, expect, it } from 'vitest'
import type { CustomerPage, StripeSide } from '#contract'
import { sideRows } from './sides.ts'

const stripe: StripeSide = {
  customerId: 'cus_theirs01',
  deleted: false,
  email: 'Ada@Northwind.test',
  name: 'Ada Moreno',
  created: 0,
  balance: null,
  ownerUserId: null,
  asOf: 0,
}

function differing(over: Partial<StripeSide> | null): string[] {
  const page: CustomerPage = {
    user: {
      id: '4711',
      name: 'Ada Moreno',
      email: 'ada@northwind.test ',
      isVerified: true,
      createdAt: 0,
      companyId: null,
      companyName: null,
    },
    storedId: 'cus_theirs01',
    state: 'linked',
    findings: [],
    case: null,
    checkedAt: 0,
    stripe: over && { ...stripe, ...over },
    subscriptions: [],
    timeline: [],
  }
  return sideRows(page)
    .filter(({ differs }) => differs)
    .map(({ field }) => field)
}

describe('both sides of a link', () => {
  it('agree though an e-mail is spelled in capitals', () => {
    expect(differing({})).toEqual([])
  })

  it('differ where the values do', () => {
    expect(differing({ email: 'ada@home.test', name: 'A. Moreno' })).toEqual(['email', 'name'])
  })

  it('differ in the id alone when Stripe has lost the customer', () => {
    expect(differing({ deleted: true, email: null, name: null })).toEqual(['id'])
    expect(differing(null)).toEqual(['id'])
  })
})
