import { describe, expect, it } from 'vitest'
import { marginTime, relativeTime } from './time.ts'

const now = new Date(2026, 10, 23, 12, 41, 0).getTime()
const second = 1_000
const day = 24 * 60 * 60 * second

describe('times', () => {
  it.each([
    [now - 200, 'just now'],
    [now - 2 * second, '2 s ago'],
    [now - 14 * 60 * second, '14 min ago'],
    [now - 3 * day, '3 days ago'],
    [now + 8 * day, 'in 8 days'],
    [now - 60 * day, '24 Sept'],
    [now - 400 * day, '19 Oct 2025'],
  ])('are told from now: %i', (at, text) => {
    expect(relativeTime(at, now)).toBe(text)
  })

  it('show the hour today and the date before', () => {
    expect(marginTime(now - 60 * second, now)).toBe('12:40')
    expect(marginTime(now - 2 * day, now)).toBe('21 Nov')
  })
})
