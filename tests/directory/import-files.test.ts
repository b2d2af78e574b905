import { truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CsvError, type ImportInput } from '../../src-main/directory/index.ts'
import { aDirectory, everyone, user } from './a-directory.ts'

const header = 'id,email,name,stripe_customer_id_test,stripe_customer_id_live'

/** What a file is refused for, as `line column: problem`. */
async function problemsOf(csv: string | Buffer, input: Partial<ImportInput> = {}) {
  using home = await aDirectory()
  const error = await home.take(csv, input).then(
    () => undefined,
    (reason) => reason,
  )
  expect(await home.directory.count()).toBe(0)
  if (!(error instanceof CsvError)) throw error ?? new Error('The file was taken.')
  return error.failure.problems.map(
    ({ line, column, problem }) => `${line} ${column ?? '-'}: ${problem}`,
  )
}

describe('a file is understood', () => {
  const asRead = [
    { id: '1', email: 'ada@example.com', name: 'Ada, "Countess"', storedId: { live: 'cus_1' } },
    { id: '2', email: 'zoë@example.com', name: 'Zoë\r\nLines', storedId: { live: null } },
  ]
  it.each([
    ['with commas and LF', '\n', ','],
    ['with semicolons and CRLF', '\r\n', ';'],
    ['with tabs and CR', '\r', '\t'],
  ])('%s', async (_, lineEnd, delimiter) => {
    const cells = [
      ['Live Stripe Customer ID', 'unknown; one', 'E-Mail', 'User ID', 'Full name'],
      ['cus_1', 'x', 'ada@example.com', '1', 'Ada, ""Countess""'],
      ['', '', 'zoë@example.com', '2', 'Zoë\r\nLines'],
    ]
    const csv = cells
      .map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
      .join(lineEnd + lineEnd)
    using home = await aDirectory(`\ufeff${csv}${lineEnd}`)
    expect(await everyone(home.directory)).toMatchObject(asRead)
  })

  it('with other names of columns when it is told them', async () => {
    using home = await aDirectory()
    const { mapping, sample } = await home.take(
      'key,id,contact,stripe\nu1,7,a@example.com,cus_1\n',
      { map: 'id=key, email=contact,stripe_customer_id_live=STRIPE' },
    )
    expect(mapping).toEqual({ id: 'key', email: 'contact', stripe_customer_id_live: 'stripe' })
    expect(sample).toEqual([{ id: 'u1', email: 'a@example.com', stripe_customer_id_live: 'cus_1' }])
  })

  it('when it has a header and no rows', async () => {
    using home = await aDirectory()
    expect((await home.take(header)).users).toEqual({ added: 0, changed: 0, unchanged: 0 })
  })

  it('when hostile text stands in its cells: it is just text', async () => {
    const hostile = `'; DROP TABLE user; --<script>`
    using home = await aDirectory(`${header}\n"${hostile}","${hostile}","${hostile}",,`)
    expect(await home.directory.find(user(hostile))).toMatchObject({
      email: hostile,
      name: hostile,
    })
    expect((await home.directory.search({ query: hostile, limit: 5 })).users).toHaveLength(1)
  })
})

describe('a file is refused, by line,', () => {
  it('for cells that are missing, too long, or hold a NUL byte', async () => {
    expect(
      await problemsOf(`${header},is_verified,created_at
,a@example.com,,,,,
2,  ,,,,,
3,c@example.com,${'x'.repeat(501)},,,,
4,d@example.com,,cus_\0,,,
5,e@example.com,,,,maybe,
6,f@example.com,,,,,2024-02-30`),
    ).toEqual([
      '2 id: is missing',
      '3 email: is missing',
      '4 name: is longer than 500 characters',
      '5 stripe_customer_id_test: holds a NUL byte',
      '6 is_verified: is neither true nor false',
      '7 created_at: is no date: use 2025-01-31, 2025-01-31T12:00:00Z, or Unix seconds',
    ])
  })

  it('for a wrong number of cells, counting lines inside of quotes and blank ones', async () => {
    expect(
      await problemsOf(`${header}\r\n1,a@b,"two\r\nlines",,\r\n\r\n2,b@b,,\r\n3,c@b,,,,\r\n`),
    ).toEqual(['5 -: has 4 cells, the header has 5', '6 -: has 6 cells, the header has 5'])
  })

  it('for an id that it has twice, naming both lines', async () => {
    expect(await problemsOf(`${header}\n7,a@b,,,\n8,b@b,,,\n7,c@b,,,`)).toEqual([
      '4 id: is "7", which line 2 has already',
    ])
  })

  it('for a quote that is never closed, after the problems before it', async () => {
    expect(await problemsOf(`${header}\n,a@b,,,\n\n2,"b@b,,,\n3,c@b,,,\n`)).toEqual([
      '2 id: is missing',
      '4 -: begins a row with a quote that is never closed',
    ])
  })

  it('for a quote in the middle of a cell', async () => {
    expect(await problemsOf(`${header}\n1,a@b,the "best",,\n2,"b"b,,,`)).toEqual([
      expect.stringMatching(/^2 -: has a quote in the middle/),
    ])
  })

  it('for a row of more than a million characters', async () => {
    expect(await problemsOf(`${header}\n1,a@b,${'x'.repeat(1_100_000)},,\n`)).toEqual([
      expect.stringMatching(/^2 -: begins a row of more than a million/),
    ])
  })

  it('for bytes that are not UTF-8', async () => {
    const latin1 = Buffer.from(`${header}\n1,a@b,fine,,\n2,b@b,Ren\u00e9,,\n3,c@b,fine,,`, 'latin1')
    expect(await problemsOf(latin1)).toEqual(['3 -: is not UTF-8: save the file as UTF-8'])
    expect(await problemsOf(Buffer.from(`\ufeff${header}`, 'utf16le'))).toEqual([
      '1 -: is UTF-16: save the file as UTF-8',
    ])
  })

  it.each([
    ['bytes of another encoding', Buffer.from([0x41, 0xff, 0xfe])],
    ['a character that is cut off', Buffer.from([0x41, 0xe2, 0x82])],
  ])('for %s in its last row, however the file ends', async (_, name) => {
    const before = Buffer.from(`${header}\n1,a@b,fine,,\n2,b@b,`)
    const rest = [',,', ',,\n', ',,\r\n', ''].map((end) => Buffer.from(end))
    for (const end of rest) {
      const problems = await problemsOf(Buffer.concat([before, name, end]))
      expect(problems).toContain('3 -: is not UTF-8: save the file as UTF-8')
    }
    const inLastCell = Buffer.concat([Buffer.from(`${header}\n1,a@b,,,`), name])
    expect(await problemsOf(inLastCell)).toEqual(['2 -: is not UTF-8: save the file as UTF-8'])
  })

  it('but not for a replacement character that was written as one', async () => {
    using home = await aDirectory(`${header}\n1,a@b,\ufffd,,`)
    expect((await home.directory.find(user('1')))?.name).toBe('\ufffd')
  })

  it('for a header that lacks a column, or has two for one', async () => {
    expect(await problemsOf('')).toEqual(['1 -: is missing: the file holds no header'])
    expect(await problemsOf('name,email\nx,y')).toEqual([
      expect.stringMatching(/^1 -: has no column for id.*; it has "name", "email"$/),
      expect.stringMatching(/^1 -: has no column for stripe_customer_id_test or .*_live/),
    ])
    expect(await problemsOf('id,email,E-Mail,stripe_customer_id_live\n1,a,b,')).toEqual([
      '1 -: has several columns for email ("email" and "E-Mail"): choose with --map',
    ])
  })

  it('for a mapping that names what is not there', async () => {
    expect(await problemsOf(header, { map: 'emial=email' })).toEqual([
      expect.stringMatching(/^1 -: cannot be mapped: "emial" is none of id, email/),
    ])
    expect(await problemsOf(header, { map: 'name=label' })).toEqual([
      expect.stringMatching(/^1 -: has no column "label"; it has "id"/),
    ])
  })

  it('with the first hundred problems listed and all counted', async () => {
    using home = await aDirectory()
    const rows = Array.from({ length: 250 }, () => ',a@b,,,')
    const failure = await home.take(`${header}\n${rows.join('\n')}`).catch((error) => error.failure)
    expect(failure).toMatchObject({ count: 250, file: expect.stringMatching(/users\.csv$/) })
    expect(failure.problems).toHaveLength(100)
    expect(failure.problems[99].line).toBe(101)
  })

  it('when it is absent, a folder, or larger than 2 GB', async () => {
    using home = await aDirectory()
    const take = (file: string) => home.directory.importCsv({ file })
    await expect(take('/nowhere/users.csv')).rejects.toMatchObject({
      name: 'FileError',
      message: '/nowhere/users.csv does not exist.',
    })
    await expect(take(home.folder)).rejects.toThrow(/is not a file/)
    const huge = home.write('huge.csv', '')
    truncateSync(huge, 3 * 1024 ** 3) // sparse: takes no room
    await expect(take(huge)).rejects.toThrow(/larger than 2 GB/)
  })
})
