import { describe, expect, it } from 'vitest'
import { CaseId, type CaseOutcome, type RunItem, type RunResult } from '#contract'
import { inOrder, outcomeCounts, sizeOf, sizeSentence } from './report.ts'

const item = (number: number, outcome: CaseOutcome): RunItem => ({
  case: CaseId.parse(number),
  userId: String(number),
  outcome,
  customerId: null,
  plan: { kind: 'create', customerId: null, because: [] },
  detail: null,
})

const result: RunResult = {
  dryRun: true,
  recovered: 2,
  unchanged: 0,
  review: 1,
  held: 0,
  failed: 0,
  conflict: 0,
  creates: 1,
  relinks: 1,
  refused: null,
  items: [item(1, 'recovered'), item(2, 'review'), item(3, 'recovered')],
}

describe('a run of many', () => {
  it('says its size before it starts', () => {
    expect(sizeSentence(sizeOf(result))).toBe('Creates 1 customer, relinks 1 user, leaves 1 case.')
  })

  it('counts how its cases ended, and only what happened', () => {
    expect(outcomeCounts(result)).toEqual([
      ['recovered', 2],
      ['review', 1],
    ])
  })

  it('shows the repairs first in a preview, and what went wrong first in a report', () => {
    expect(inOrder(result.items, true).map((it) => it.case)).toEqual([1, 3, 2])
    expect(inOrder(result.items, false).map((it) => it.case)).toEqual([2, 1, 3])
  })
})
