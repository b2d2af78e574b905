import { describe, expect, it } from 'vitest'
import type { CandidateView } from '#contract'
import { candidateFacts, stakeSentence } from './facts.ts'

const candidate: CandidateView = {
  customerId: 'cus_theirs01',
  email: null,
  name: null,
  created: 0,
  evidence: 'b',
  reasons: [],
  claim: 'no',
  card: 'yes',
  paidInvoice: 'unread',
  mrr: [],
}

describe('what a candidate brings', () => {
  it('tells no from not read', () => {
    expect(candidateFacts(candidate)).toBe(
      'has a card · no claim on money · not read: paid invoice',
    )
  })

  it('is told in money where it pays', () => {
    const paying = { ...candidate, claim: 'yes', mrr: [{ minor: 2900, currency: 'eur' }] } as const
    expect(candidateFacts({ ...paying, mrr: [...paying.mrr] })).toMatch(/^pays 29\.00\s€ a month/)
  })
})

describe('what a broken link costs', () => {
  const euros = (minor: number) => [{ minor, currency: 'eur' }]
  const plain = (text: string | null) => text?.replaceAll('\u00A0', ' ')

  it('tells each month from what is owed already', () => {
    expect(plain(stakeSentence({ monthly: euros(2900), atRisk: euros(5800) }))).toBe(
      '29.00 € a month and 29.00 € owed',
    )
    expect(plain(stakeSentence({ monthly: euros(2900), atRisk: euros(2900) }))).toBe(
      '29.00 € a month',
    )
  })

  it('is not known to be anything where nothing is', () => {
    expect(stakeSentence({ monthly: [], atRisk: [] })).toBeNull()
  })
})
