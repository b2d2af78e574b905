import { readdirSync, readFileSync, statSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDirectory, everyone } from './a-directory.ts'

const header = 'id,email,name,stripe_customer_id_test,stripe_customer_id_live'

describe('an export', () => {
  const text = (least: number) =>
    fc
      .array(
        fc.oneof(
          fc.constantFrom("'", '=', '-', '"', '\r', '\n', ';', '\ufeff', ' '),
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
        ),
        {
          minLength: least,
          maxLength: 6,
        },
      )
      .map((parts) => parts.join('').replaceAll('\0', ''))
  const required = text(1).filter((value) => value.trim() !== '')
  const optional = fc.option(text(1).filter((value) => value !== ''))
  const people = fc.uniqueArray(
    fc.record({
      id: required,
      email: required,
      name: optional,
      test: optional,
      live: optional,
      verified: fc.constantFrom('true', 'false', ''),
      created: fc.option(fc.integer({ min: 1e12, max: 4e12 })),
      company: optional,
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  )

  it('is imported as the same rows, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        using home = await aDirectory()
        const cell = (value: string | number | null) =>
          `"${String(value ?? '').replaceAll('"', '""')}"`
        await home.take(
          [
            `${header},is_verified,created_at,company_id`,
            ...rows.map((row) =>
              [
                row.id,
                row.email,
                row.name,
                row.test,
                row.live,
                row.verified,
                row.created,
                row.company,
              ]
                .map(cell)
                .join(','),
            ),
          ].join('\n'),
        )
        const file = `${home.folder}/export.csv`
        expect(await home.directory.exportCsv({ file })).toEqual({ users: rows.length })

        using other = await aDirectory(readFileSync(file, 'utf8'))
        expect(await everyone(other.directory)).toEqual(await everyone(home.directory))
        const again = await home.directory.importCsv({ file })
        expect(again.users).toEqual({ added: 0, changed: 0, unchanged: rows.length })
      }),
      { numRuns: 20 },
    )
  })

  it('writes dates and booleans as they are read, and no formula a spreadsheet would run', async () => {
    using home = await aDirectory(`${header},is_verified,created_at
-5,@sum(a1),"=HYPERLINK(""http://x"")",+cus_1,'quoted,1,1706702400
6,'=1+1,,,,no,`)
    const file = `${home.folder}/export.csv`
    await home.directory.exportCsv({ file })
    expect(readFileSync(file, 'utf8')).toBe(`${header},is_verified,created_at,company_id
'-5,'@sum(a1),"'=HYPERLINK(""http://x"")",'+cus_1,'quoted,true,2024-01-31T12:00:00.000Z,
6,'=1+1,,,,false,,
`)
  })

  it('replaces what stood there only when it is complete, and leaves nothing else', async () => {
    using home = await aDirectory(`${header}\n1,a@b,,,`)
    const file = home.write('out.csv', 'before')
    await home.directory.exportCsv({ file })
    expect(readFileSync(file, 'utf8')).toContain('a@b')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(home.folder).filter((name) => name.includes('unfinished'))).toEqual([])
    await expect(
      home.directory.exportCsv({ file: `${home.folder}/none/out.csv` }),
    ).rejects.toMatchObject({
      name: 'FileError',
      file: `${home.folder}/none/out.csv`,
      message: `The folder ${home.folder}/none does not exist.`,
    })
    await expect(home.directory.exportCsv({ file: `${file}/out.csv` })).rejects.toThrow(
      `The folder ${file} does not exist: a part of its path is a file.`,
    )
    await expect(home.directory.exportCsv({ file: home.folder })).rejects.toThrow(/is a folder/)
    expect(readdirSync(home.folder).filter((name) => name.includes('unfinished'))).toEqual([])
  })
})
