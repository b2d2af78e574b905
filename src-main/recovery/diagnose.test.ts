import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinkState } from '#contract'
import { aCustomer, anOwner, customers, owners, userId } from '../../tests/support/evidence.ts'
import { diagnose, findingsOfLive, isWellFormed, type LinkEvidence } from './diagnose.ts'
import type { Lookup } from './evidence.ts'

const stored = 'cus_stored0001'

function link(values: Partial<LinkEvidence> = {}): LinkEvidence {
  return {
    owner: anOwner(),
    stored,
    lookup: live(),
    otherHolders: 0,
    namedUserExists: false,
    ours: true,
    ...values,
  }
}

function live(values: Parameters<typeof aCustomer>[0] = {}): Lookup {
  return { kind: 'live', customer: aCustomer(values) }
}

const lookups: fc.Arbitrary<Lookup> = fc.oneof(
  customers.map((customer): Lookup => ({ kind: 'live', customer })),
  fc.constantFrom<Lookup>({ kind: 'deleted' }, { kind: 'missing' }, { kind: 'wrong_mode' }),
  fc.constantFrom<Lookup>(
    { kind: 'unreachable', detail: 'no answer' },
    { kind: 'forbidden', detail: '403' },
  ),
)

const links: fc.Arbitrary<LinkEvidence> = fc.record({
  owner: owners,
  stored: fc.constantFrom(null, stored, '', 'null', 'sub_NotACustomer1', 'cus_short'),
  lookup: fc.option(lookups),
  otherHolders: fc.nat({ max: 2 }),
  namedUserExists: fc.boolean(),
  ours: fc.boolean(),
})

describe('diagnose', () => {
  it('names the first state that is true, by recovery.md’s precedence', () => {
    fc.assert(
      fc.property(links, (evidence) => {
        const { lookup, owner } = evidence
        const asked = isWellFormed(evidence.stored) && lookup !== null ? lookup : null
        const named = asked?.kind === 'live' ? asked.customer.ownerId : null
        const isTrue: Record<LinkState, boolean> = {
          unreachable: asked?.kind === 'unreachable',
          forbidden: asked?.kind === 'forbidden',
          malformed: evidence.stored !== null && asked === null,
          not_ours: asked !== null && !evidence.ours,
          wrong_mode: asked?.kind === 'wrong_mode',
          deleted: asked?.kind === 'deleted',
          missing: asked?.kind === 'missing',
          claimed:
            asked?.kind === 'live' &&
            (evidence.otherHolders > 0 ||
              (named !== null && named !== owner.id && evidence.namedUserExists)),
          unlinked: evidence.stored === null,
          linked: asked?.kind === 'live',
        }
        expect(diagnose(evidence)).toBe(LinkState.options.find((state) => isTrue[state]))
      }),
    )
  })

  it.each([
    '',
    ' ',
    'null',
    'undefined',
    'sub_1NvQXy2eZvKYlo2C',
    'cus_short',
    'cus_Na6dX7aXxi11N4\n',
    ' cus_Na6dX7aXxi11N4',
    'cus_Na6dX7aXxi11N4/../x',
    'CUS_Na6dX7aXxi11N4',
  ])('calls %j malformed, so that it is never sent to Stripe', (value) => {
    expect(isWellFormed(value)).toBe(false)
    expect(diagnose(link({ stored: value, lookup: null }))).toBe('malformed')
  })

  it('sees that Stripe remembers a deleted customer', () => {
    expect(diagnose(link({ lookup: { kind: 'deleted' } }))).toBe('deleted')
  })

  it('calls a link deleted, not claimed, when two users hold the dead id', () => {
    expect(diagnose(link({ lookup: { kind: 'deleted' }, otherHolders: 1 }))).toBe('deleted')
  })

  it('takes a customer that names somebody who left for linked', () => {
    const lookup = live({ ownerId: '99' })
    expect(diagnose(link({ lookup, namedUserExists: false }))).toBe('linked')
    expect(diagnose(link({ lookup, namedUserExists: true }))).toBe('claimed')
  })

  it('says unlinked only where nothing at all is stored', () => {
    fc.assert(
      fc.property(links, (evidence) => {
        expect(diagnose(evidence) === 'unlinked').toBe(evidence.stored === null)
      }),
    )
  })
})

describe('findings beside a live link', () => {
  it('never come of a blank value', () => {
    fc.assert(
      fc.property(customers, owners, (customer, owner) => {
        const findings = findingsOfLive(customer, owner)
        if (customer.email === null || owner.email === null)
          expect(findings).not.toContain('email_differs')
        if (customer.name === null || owner.name === null)
          expect(findings).not.toContain('name_differs')
        expect(findings.includes('unmarked')).toBe(customer.ownerId === null)
      }),
    )
  })

  it('name what differs', () => {
    const customer = aCustomer({ email: 'bob@example.com', name: 'Bob', ownerId: '7' })
    expect(findingsOfLive(customer, anOwner({ id: userId('7') }))).toEqual([
      'email_differs',
      'name_differs',
    ])
  })
})
