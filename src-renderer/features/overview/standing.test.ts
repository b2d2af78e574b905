import { describe, expect, it } from 'vitest'
import { overviewSentence, shares } from './standing.ts'

const summary: Parameters<typeof overviewSentence>[0] = {
  users: 240,
  byState: { linked: 229, deleted: 6, missing: 3 },
  findings: { duplicate: 2 },
  cantPay: 10,
  needLook: 4,
  inbox: 14,
  running: 0,
  done: 0,
  safe: 9,
  atRisk: [],
  monthlyAtRisk: [{ minor: 194000, currency: 'eur' }],
  lastAuditAt: 1,
  refused: null,
}

describe('the sentence of the overview', () => {
  it('says how many links work, who is in trouble, and what a month of it costs', () => {
    expect(overviewSentence(summary)).toBe(
      '229 of 240 linked. 10 can’t pay, 4 need a look: 1,940.00\u00A0€ a month at risk.',
    )
    expect(overviewSentence({ ...summary, cantPay: 0, needLook: 1, monthlyAtRisk: [] })).toBe(
      '229 of 240 linked. 1 needs a look.',
    )
    expect(overviewSentence({ ...summary, cantPay: 0, needLook: 0 })).toBe(
      '229 of 240 linked. Nobody is in trouble.',
    )
  })

  it('claims nothing before an audit, or of another account’s links', () => {
    expect(overviewSentence({ ...summary, lastAuditAt: null })).toBe('240 users, not audited yet.')
    const refused = { reason: 'wrong_account' as const, detail: '', code: null }
    expect(overviewSentence({ ...summary, refused })).toContain('nothing is known')
  })
})

it('the bar has one part a state, the largest first, and none for what is not there', () => {
  const { states, findings } = shares({ ...summary, byState: { ...summary.byState, claimed: 0 } })
  expect(states.map(({ mark }) => mark)).toEqual(['linked', 'deleted', 'missing'])
  expect(findings).toEqual([{ mark: 'duplicate', count: 2 }])
})
