import fc from 'fast-check'
import { AccountId, CustomerId, UserId } from '#contract'
import type {
  CustomerFacts,
  MoneyFacts,
  Owner,
  Surroundings,
  Weighed,
} from '../../src-main/recovery/evidence.ts'

const JOINED = Date.UTC(2026, 0, 10)

/** A verified user who joined in January; a test names only what matters. */
export function anOwner(values: Partial<Owner> = {}): Owner {
  return {
    id: UserId.parse('7'),
    email: 'ada@example.com',
    formerEmails: [],
    name: 'Ada',
    isVerified: true,
    createdAt: JOINED,
    ...values,
  }
}

/** A live customer made a day after the owner joined, without any metadata of an owner. */
export function aCustomer(values: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    id: customerId('cus_candidate1'),
    email: 'ada@example.com',
    name: 'Ada',
    created: JOINED + 86_400_000,
    testClock: null,
    ownerId: null,
    ownerDirectory: null,
    ownerEnvironment: null,
    relinkIntent: null,
    ...values,
  }
}

/** Nobody else holds the customer, and nobody else has the e-mail. */
export function around(values: Partial<Surroundings> = {}): Surroundings {
  return {
    environment: 'test',
    directory: 'default',
    heldByOthers: false,
    namedUserExists: false,
    emailShared: false,
    ownRecord: false,
    linkClock: null,
    ...values,
  }
}

export const customerId = (id: string) => CustomerId.parse(id)
export const userId = (id: string) => UserId.parse(id)
export const accountId = (id: string) => AccountId.parse(id)

const emails = [null, 'ada@example.com', 'ada@former.example', 'bob@example.com'] as const
const marks = { id: [null, '7', '8'], directory: [null, 'default', 'other'] } as const
const environments = [null, 'test', 'live'] as const

/** Owners and customers out of so few values that they meet often. */
export const owners: fc.Arbitrary<Owner> = fc.record({
  id: fc.constantFrom('7', '8').map(userId),
  email: fc.constantFrom(...emails),
  formerEmails: fc.subarray(['ada@former.example', 'bob@example.com']),
  name: fc.constantFrom(null, 'Ada', 'Bob'),
  isVerified: fc.constantFrom(null, true, false),
  createdAt: fc.constantFrom(null, JOINED, JOINED + 999),
})

export const customers: fc.Arbitrary<CustomerFacts> = fc.record({
  id: fc.constantFrom('cus_candidate1', 'cus_candidate2').map(customerId),
  email: fc.constantFrom(...emails),
  name: fc.constantFrom(null, 'Ada', 'Bob'),
  created: fc.constantFrom(JOINED - 1000, JOINED, JOINED + 86_400_000),
  testClock: fc.constantFrom(null, null, 'clock_1'),
  ownerId: fc.constantFrom(...marks.id),
  ownerDirectory: fc.constantFrom(...marks.directory),
  ownerEnvironment: fc.constantFrom(...environments),
  relinkIntent: fc.constantFrom(null, 'mark'),
})

export const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  environment: fc.constantFrom('test' as const, 'live' as const),
  directory: fc.constant('default'),
  heldByOthers: fc.boolean(),
  namedUserExists: fc.boolean(),
  emailShared: fc.boolean(),
  ownRecord: fc.boolean(),
  linkClock: fc.constantFrom(null, null, 'clock_1'),
})

export const facts = fc.constantFrom('yes' as const, 'no' as const, 'unread' as const)

export const moneyFacts: fc.Arbitrary<MoneyFacts> = fc.record({
  claim: facts,
  card: facts,
  paidInvoice: facts,
})

const reasonOf = {
  a: 'own_record',
  b: 'owner_metadata_and_email',
  c: 'email_only_verified',
  named: 'emails_differ',
  possible: 'email_only_unverified',
  none: 'held_by_other_user',
} as const satisfies Record<Weighed['grade'], Weighed['reasons'][number]>

/** A customer that was weighed, with one reason of its grade. */
export function weighedAs(grade: Weighed['grade'], id = 'cus_candidate1'): Weighed {
  return { customer: aCustomer({ id: customerId(id) }), grade, reasons: [reasonOf[grade]] }
}

/** Up to five customers of any grade, each with its own id. */
export const weighedLists: fc.Arbitrary<Weighed[]> = fc
  .array(fc.constantFrom<Weighed['grade']>('a', 'b', 'c', 'named', 'possible', 'none'), {
    maxLength: 5,
  })
  .map((grades) => grades.map((grade, at) => weighedAs(grade, `cus_candidate${at}`)))
