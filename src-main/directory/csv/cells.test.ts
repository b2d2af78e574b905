import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { date, neutralised, text, yesOrNo } from './cells.ts'

const refused = (problem: string): null => {
  throw new Error(problem)
}

describe('a date', () => {
  it.each([
    ['2024-01-31', '2024-01-31T00:00:00.000Z'],
    ['2024-01-31T12:30', '2024-01-31T12:30:00.000Z'],
    ['2024-01-31T12:30:15Z', '2024-01-31T12:30:15.000Z'],
    ['2024-01-31 12:30:15.123456+02', '2024-01-31T10:30:15.123Z'],
    ['2024-01-31 12:30:15 UTC', '2024-01-31T12:30:15.000Z'],
    ['2024-01-31T12:30:15.5-0530', '2024-01-31T18:00:15.500Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00.000Z'],
    ['1706702400', '2024-01-31T12:00:00.000Z'],
    ['1706702400.25', '2024-01-31T12:00:00.250Z'],
    ['1706702400000', '2024-01-31T12:00:00.000Z'],
  ])('reads %s as %s', (cell, iso) => {
    expect(date.read(cell, refused)).toBe(Date.parse(iso))
  })

  it.each([
    'yesterday',
    '31.01.2024',
    '2024-02-30',
    '2024-13-01',
    '2024-01-31T25:00',
    '2024',
    '20240131',
    '-1706702400',
    '99999999999999999',
    '9999999999999999',
  ])('refuses %s rather than guess', (cell) => {
    expect(() => date.read(cell, refused)).toThrow(/is no date/)
  })

  it('is none in an empty cell', () => {
    expect(date.read('  ', refused)).toBeNull()
  })
})

describe('a yes or no', () => {
  it.each(['true', 'TRUE', 't', 'yes', 'Y', '1', ' 1 '])('reads %j as yes', (cell) => {
    expect(yesOrNo.read(cell, refused)).toBe(1)
  })
  it.each(['false', 'F', 'no', 'n', '0'])('reads %j as no', (cell) => {
    expect(yesOrNo.read(cell, refused)).toBe(0)
  })
  it('reads an empty cell as not known, and refuses the rest', () => {
    expect(yesOrNo.read('', refused)).toBeNull()
    expect(() => yesOrNo.read('2024-01-31', refused)).toThrow(/neither true nor false/)
  })
})

describe('a text', () => {
  it('is kept with its spaces: what is stored is evidence', () => {
    expect(text.read(' cus_abc\n', refused)).toBe(' cus_abc\n')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['-5', "'-5"],
    ["'=1+1", "''=1+1"],
    ["O'Hara", "O'Hara"],
    ["'quoted'", "'quoted'"],
    ['cus_abcdefgh', 'cus_abcdefgh'],
  ])('that is %s is written as %s', (value, cell) => {
    expect(neutralised(value)).toBe(cell)
  })

  it('never begins a formula when written, and comes back as it was', () => {
    const hostile = fc
      .array(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', ' '), { minLength: 1 })
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(hostile, (value) => {
        const cell = neutralised(value)
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
        expect(text.read(cell, refused)).toBe(value)
      }),
    )
  })
})
