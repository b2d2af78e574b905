import { describe, expect, it } from 'vitest'
import { formatAmounts, formatMoney, totals } from './money.ts'

const plain = (text: string | null) => text?.replaceAll('\u00A0', ' ')

describe('money', () => {
  it.each([
    [{ minor: 194000, currency: 'eur' }, '1,940.00 €'],
    [{ minor: 2900, currency: 'usd' }, '$29.00'],
    [{ minor: 500, currency: 'jpy' }, '¥500'],
    [{ minor: 1234, currency: 'kwd' }, 'KWD1.234'],
    [{ minor: -2900, currency: 'eur' }, '−29.00 €'],
  ])('is written in its currency: %o', (money, text) => {
    expect(plain(formatMoney(money))).toBe(text)
  })

  it('is never summed over currencies', () => {
    const both = [
      { minor: 2900, currency: 'eur' },
      { minor: 100, currency: 'eur' },
      { minor: 500, currency: 'usd' },
    ]
    expect(plain(formatAmounts(totals(both)))).toBe('30.00 € + $5.00')
  })

  it('is nothing when nothing is at stake', () => {
    expect(formatAmounts([{ minor: 0, currency: 'eur' }])).toBeNull()
  })
})
