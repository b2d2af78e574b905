import { describe, expect, it } from 'vitest'
import { refusalIn, standingSentence } from './standing.ts'

const summary: Parameters<typeof standingSentence>[0] = {
  users: 240,
  byState: {},
  findings: {},
  cantPay: 10,
  running: 0,
  done: 0,
  needLook: 4,
  inbox: 14,
  safe: 9,
  atRisk: [],
  monthlyAtRisk: [{ minor: 194000, currency: 'eur' }],
  lastAuditAt: 1,
  refused: null,
}
const refused = (reason: 'held' | 'wrong_account') => ({ reason, detail: '', code: null })

describe('the sentence on top', () => {
  it('says how many cannot pay, and what a month of it costs', () => {
    expect(standingSentence(summary).replaceAll('\u00A0', ' ')).toBe(
      '10 of 240 users can’t pay. 1,940.00 € a month at risk.',
    )
  })

  it('claims nothing before an audit, nor after one with the key of another account', () => {
    expect(standingSentence({ ...summary, lastAuditAt: null })).toBe('Not audited yet.')
    expect(standingSentence({ ...summary, cantPay: 0, refused: refused('wrong_account') })).toBe(
      '240 users, and nothing is known of their links.',
    )
  })

  it('does not say of users without a customer that they can pay', () => {
    const healthy = { ...summary, cantPay: 0, monthlyAtRisk: [] }
    expect(standingSentence({ ...healthy, byState: { linked: 240, unlinked: 0 } })).toBe(
      'All 240 users can pay.',
    )
    expect(standingSentence({ ...healthy, byState: { linked: 11, unlinked: 229 } })).toBe(
      'No broken links. 11 of 240 linked, 229 have no customer yet.',
    )
  })

  it('says why nothing is known also where there was no audit before', () => {
    const refusedFirst = { ...summary, lastAuditAt: null, refused: refused('wrong_account') }
    expect(standingSentence(refusedFirst)).toMatch(/nothing is known/)
  })

  it('still counts where a run is only held', () => {
    expect(standingSentence({ ...summary, refused: refused('held') })).toMatch(/^10 of 240/)
  })
})

describe('the refusal of runs', () => {
  it('is over once what was held has been repaired', () => {
    expect(refusalIn({ refused: refused('held'), inbox: 0 })).toBeNull()
    expect(refusalIn({ refused: refused('held'), inbox: 3 })).not.toBeNull()
    expect(refusalIn({ refused: refused('wrong_account'), inbox: 0 })).not.toBeNull()
  })
})
