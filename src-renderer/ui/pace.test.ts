import { describe, expect, it } from 'vitest'
import { paceOf } from './pace.ts'

describe('the pace of a job', () => {
  it('is its rate so far, and the time left at that rate', () => {
    expect(paceOf({ done: 100, total: 500, startedAt: 0 }, 10_000)).toEqual({
      share: 0.2,
      perSecond: 10,
      leftMs: 40_000,
    })
  })

  it('is not guessed in the first second', () => {
    expect(paceOf({ done: 3, total: 500, startedAt: 0 }, 300)).toMatchObject({
      perSecond: null,
      leftMs: null,
    })
  })

  it('has no share while the end is not known', () => {
    expect(paceOf({ done: 3, total: null, startedAt: 0 }, 3_000)).toEqual({
      share: null,
      perSecond: 1,
      leftMs: null,
    })
  })
})
