import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStripeClock } from './stripe-clock.ts'

/** What we see of an answer read at `truth` on Stripe's clock, while ours is `ahead`. */
function seen(truth: number, ahead: number, [out, back]: [number, number]) {
  const date = Math.floor(truth / 1000) * 1000
  return { sent: truth + ahead - out, received: truth + ahead + back, date }
}

describe('the clock of Stripe', () => {
  it('places every answer in an interval that holds the true moment, however wrong our clock is', () => {
    const travel = fc.tuple(fc.nat(5000), fc.nat(5000))
    const answers = fc.array(fc.tuple(fc.nat(3_600_000), travel), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(answers, fc.integer({ min: -1e8, max: 1e8 }), (times, ahead) => {
        const clock = createStripeClock()
        for (const [truth, way] of times) {
          const { asked, answered } = clock.place(seen(truth, ahead, way))
          expect(asked).toBeLessThanOrEqual(truth)
          expect(answered).toBeGreaterThanOrEqual(truth)
        }
      }),
    )
  })

  it('is hardly longer than the call after answers from all over the second', () => {
    const clock = createStripeClock()
    for (let i = 0; i < 100; i++) clock.place(seen(1_000_000 + i * 1010, 7_777, [20, 20]))

    const { asked, answered } = clock.place(seen(2_000_500, 7_777, [20, 20]))

    expect(answered - asked).toBeLessThanOrEqual(2 * 40 + 2 * 10)
  })

  it('starts anew when a clock jumped', () => {
    const clock = createStripeClock()
    clock.place(seen(1_000_500, 0, [5, 5]))

    const { asked, answered } = clock.place(seen(1_100_500, 60_000, [5, 5]))

    expect(asked).toBeLessThanOrEqual(1_100_500)
    expect(answered).toBeGreaterThanOrEqual(1_100_500)
  })

  it('takes our own clock where the server tells no time', () => {
    expect(createStripeClock().place({ sent: 5, received: 9, date: null })).toEqual({
      asked: 5,
      answered: 9,
    })
  })
})
