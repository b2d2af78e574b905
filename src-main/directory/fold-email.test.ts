import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldEmail } from './fold-email.ts'

describe('foldEmail', () => {
  it.each([
    [' Ada@Example.COM\n', 'ada@example.com'],
    ['a.d.a+test@example.com', 'a.d.a+test@example.com'],
    ['JOSE\u0301@example.com', 'jos\u00e9@example.com'],
    ['\ufeff ada@example.com', 'ada@example.com'],
  ])('reads %j as %j', (raw, folded) => {
    expect(foldEmail(raw)).toBe(folded)
  })

  it.each(['', '  \t', null, undefined])('finds no address in %j', (blank) => {
    expect(foldEmail(blank)).toBeNull()
  })

  it('does not take a dotless i, or a sharp s, for its look-alike', () => {
    expect(foldEmail('\u0131da@example.com')).not.toBe(foldEmail('ida@example.com'))
    expect(foldEmail('stra\u00dfe@example.com')).not.toBe(foldEmail('strasse@example.com'))
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        expect(foldEmail(foldEmail(raw))).toBe(foldEmail(raw))
      }),
    )
  })
})
