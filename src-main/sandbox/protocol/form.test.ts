import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Params, parseForm } from './form.ts'

const word = fc.stringMatching(/^[a-z_]{1,8}$/)
const tree = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.string(), tie('branch')),
  branch: fc.dictionary(word, tie('value'), { minKeys: 1, maxKeys: 4 }),
})).branch

/** Writes a form as the SDK does: brackets as they are, everything else escaped. */
function encode(given: unknown, prefix = ''): string {
  if (typeof given !== 'object' || given === null) {
    return `${prefix}=${encodeURIComponent(String(given))}`
  }
  return Object.entries(given)
    .map(([key, value]) => encode(value, prefix === '' ? key : `${prefix}[${key}]`))
    .join('&')
}

/** Trees are made without a prototype; the comparison is about content. */
function plain(params: Params): unknown {
  return JSON.parse(JSON.stringify(params))
}

describe('parseForm', () => {
  it('reads back whatever a form encoder writes', () => {
    fc.assert(
      fc.property(tree, (given) => {
        const text = encode(given)
        expect(plain(parseForm(text))).toEqual(JSON.parse(JSON.stringify(given)))
      }),
    )
  })

  it('reads arrays with an index and arrays with empty brackets alike', () => {
    const wanted = { items: { 0: { price: 'a', quantity: '1' }, 1: { price: 'b' } } }
    const indexed = 'items[0][price]=a&items[0][quantity]=1&items[1][price]=b'
    const bare = 'items[][price]=a&items[][quantity]=1&items[][price]=b'
    expect(plain(parseForm(indexed))).toEqual(wanted)
    expect(plain(parseForm(bare))).toEqual(wanted)
    expect(plain(parseForm('expand[]=x&expand[]=y'))).toEqual({ expand: { 0: 'x', 1: 'y' } })
  })

  it('keeps keys that an object would treat specially', () => {
    const params = parseForm('metadata[__proto__]=x&metadata[constructor]=y')
    expect(JSON.stringify(params)).toBe('{"metadata":{"__proto__":"x","constructor":"y"}}')
  })
})

describe('canonical', () => {
  it('is the same for the same parameters in another order, and different for others', () => {
    expect(canonical(parseForm('a=1&b[c]=2&b[d]=3'))).toBe(
      canonical(parseForm('b[d]=3&b[c]=2&a=1')),
    )
    expect(canonical(parseForm('a=1'))).not.toBe(canonical(parseForm('a=2')))
    expect(canonical(parseForm('a[b]=1'))).not.toBe(canonical(parseForm('a=b1')))
  })
})
