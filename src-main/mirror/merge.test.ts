import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Interval, merge } from './merge.ts'

const intervals: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat({ max: 20 }), fc.nat({ max: 5 }))
  .map(([from, length]) => ({ from, to: from + length }))
const bodies = fc.constantFrom('one', 'other')

describe('merge', () => {
  it('lets the later of two apart win, whichever comes first', () => {
    fc.assert(
      fc.property(intervals, intervals, bodies, bodies, (early, late, json, later) => {
        fc.pre(early.to < late.from)
        const held = { deleted: false }
        expect(merge({ ...early, ...held, json }, { ...late, json: later })).toBe('take')
        expect(merge({ ...late, ...held, json: later }, { ...early, json })).toBe('keep')
      }),
    )
  })

  it('revives a tombstone by nothing', () => {
    fc.assert(
      fc.property(intervals, intervals, bodies, bodies, (held, arriving, json, other) => {
        expect(merge({ ...held, json, deleted: true }, { ...arriving, json: other })).toBe('keep')
      }),
    )
  })

  it('calls dirty exactly what overlaps and differs', () => {
    fc.assert(
      fc.property(intervals, intervals, bodies, bodies, (held, arriving, json, other) => {
        const overlap = held.from <= arriving.to && arriving.from <= held.to
        const merged = merge({ ...held, json, deleted: false }, { ...arriving, json: other })
        expect(merged === 'dirty').toBe(overlap && json !== other)
      }),
    )
  })
})
