import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrub } from './scrub.ts'

describe('scrub', () => {
  it('takes secrets out of every place of any JSON, and leaves JSON', () => {
    const key = 'sk_live_51Abcdefghijklmnop'
    const anything = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(anything, anything, fc.string(), (left, right, text) => {
        const places = [
          left,
          { [`${text}${key}`]: right, deep: [{ text: `${text} ${key}`, left }] },
        ]
        expect(JSON.stringify(scrub(places))).not.toContain('51Abcdefgh')
      }),
    )
  })

  it('changes nothing else', () => {
    const plain = {
      id: 'cus_4242424242424242',
      at: 1763892000000,
      ok: true,
      none: null,
      list: [1.5],
    }
    expect(scrub(plain)).toEqual(plain)
  })

  it('takes out fields that are secret by name, and card numbers that are numbers', () => {
    expect(
      scrub({ headers: { Authorization: 'x', cookie: ['y'] }, token: 7, number: 4242424242424242 }),
    ).toEqual({
      headers: { Authorization: '[redacted]', cookie: '[redacted]' },
      token: '[redacted]',
      number: '[redacted card]',
    })
  })
})
