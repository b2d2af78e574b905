import { describe, expect, it } from 'vitest'
import { aDirectory, customer, everyone, user } from './a-directory.ts'

const header = 'id,email,name,stripe_customer_id_test,stripe_customer_id_live'

describe('an import', () => {
  it('adds, changes and leaves alone, and says how many of each', async () => {
    using home = await aDirectory(`${header}
1,ada@example.com,Ada,cus_adatest01,
2,grace@example.com,Grace,cus_grace001,
3,alan@example.com,Alan,,`)

    const { users } = await home.take(`${header}
1,ada@example.com,Ada,cus_adatest01,
2,grace@example.com,Rear Admiral Grace,cus_grace001,
4,edsger@example.com,Edsger,,`)

    expect(users).toEqual({ added: 1, changed: 1, unchanged: 1 })
    const names = (await everyone(home.directory)).map(({ name }) => name)
    expect(names).toEqual(['Ada', 'Rear Admiral Grace', 'Alan', 'Edsger'])
  })

  it('in a preview writes nothing and says the same', async () => {
    using home = await aDirectory(`${header}\n1,ada@example.com,Ada,cus_adatest01,`)
    const before = await everyone(home.directory)
    const file = `${header}\n1,new@example.com,Ada,,\n2,b@example.com,,,`

    const preview = await home.take(file, { preview: true })

    expect(await everyone(home.directory)).toEqual(before)
    expect(preview.users).toEqual({ added: 1, changed: 1, unchanged: 0 })
    expect(await home.take(file)).toEqual({ ...preview, preview: false })
  })

  it('leaves a field alone that the file has no column for, and empties one whose cell is empty', async () => {
    using home = await aDirectory(`${header},is_verified,company_id
1,ada@example.com,Countess,cus_adatest01,cus_adalive01,yes,acme`)
    await home.take('id,email,stripe_customer_id_live,company_id\n1,ada@example.com,,acme')
    expect(await home.directory.find(user('1'))).toMatchObject({
      name: 'Countess',
      isVerified: true,
      storedId: { test: 'cus_adatest01', live: null },
    })
    await home.take('id,email,stripe_customer_id_live\n1,ada.l@example.com,')
    for (const query of ['countess', 'ada.l@'])
      expect((await home.directory.search({ query, limit: 5 })).users).toHaveLength(1)
  })

  it('remembers the address that a user had before, until it is theirs again', async () => {
    using home = await aDirectory(`${header}\n1,Ada.Byron@example.com,,,`)
    await home.take(`${header}\n1,ada@example.com,,,`)
    expect(await home.directory.formerEmails(user('1'))).toEqual(['Ada.Byron@example.com'])
    await home.take(`${header}\n1,ADA@example.com,,,`)
    expect(await home.directory.formerEmails(user('1'))).toEqual(['Ada.Byron@example.com'])
    await home.take(`${header}\n1,ada.byron@example.com,,,`)
    expect(await home.directory.formerEmails(user('1'))).toEqual(['ADA@example.com'])
  })

  it('keeps a malformed id as it is, and warns', async () => {
    using home = await aDirectory()
    const { warnings } = await home.take(`${header}
1,a@example.com,,sub_123,NULL
2,b@example.com,," cus_abcdefgh1",cus_abcdefgh2`)
    expect((await everyone(home.directory)).map(({ storedId }) => storedId)).toEqual([
      { test: 'sub_123', live: 'NULL' },
      { test: ' cus_abcdefgh1', live: 'cus_abcdefgh2' },
    ])
    expect(warnings).toEqual([
      { kind: 'test_id_malformed', count: 2, examples: ['sub_123', ' cus_abcdefgh1'] },
      { kind: 'live_id_malformed', count: 1, examples: ['NULL'] },
    ])
  })

  it('warns of an e-mail or an id that several users will have, in the file or beside it', async () => {
    using home = await aDirectory(`${header}
1,kept@example.com,,cus_kept00001,
2,moves@example.com,,cus_moves0001,`)
    const { warnings } = await home.take(`${header}
2,Moved@example.com,,cus_twice0001,
3,KEPT@example.com,,cus_kept00001,
4,moved@example.com ,,cus_twice0001,
5,moves@example.com,,cus_moves0001,`)
    expect(warnings).toEqual([
      { kind: 'email_shared', count: 2, examples: ['Moved@example.com', 'KEPT@example.com'] },
      { kind: 'test_id_shared', count: 2, examples: ['cus_twice0001', 'cus_kept00001'] },
    ])
  })

  it('takes companies with the users, under fields of their own', async () => {
    using home = await aDirectory()
    const companies = home.write(
      'companies.csv',
      'Name;ID;status;current_period_end\nAcme;acme;active;2025-01-31\n;empty;;\n',
    )
    const result = await home.take(`${header},company_id\n1,a@example.com,,,,acme`, { companies })
    expect(result).toMatchObject({
      users: { added: 1 },
      companies: { added: 2, changed: 0, unchanged: 0 },
      mapping: { company_id: 'company_id', 'company.id': 'ID', 'company.name': 'Name' },
    })
    expect(await home.directory.company('acme')).toEqual({ id: 'acme', name: 'Acme' })
    expect(await home.directory.company('empty')).toEqual({ id: 'empty', name: null })
    expect(await home.directory.company('gone')).toBeUndefined()
  })

  it('takes no users either when the companies are refused', async () => {
    using home = await aDirectory()
    const companies = home.write('companies.csv', 'id,name\n,Nobody\n')
    await expect(home.take(`${header}\n1,a@b,,,`, { companies })).rejects.toMatchObject({
      failure: { file: companies, count: 1 },
    })
    expect(await home.directory.count()).toBe(0)
  })

  it('stops when it is told to, and nothing of it is taken', async () => {
    using home = await aDirectory()
    const rows = Array.from({ length: 5000 }, (_, n) => `${n},a${n}@example.com,,,`)
    const stop = new AbortController()
    const taking = home.take(`${header}\n${rows.join('\n')}`, {
      signal: stop.signal,
      onProgress: (done, total) => {
        if (total === 5000 && done === 2000) stop.abort()
      },
    })
    await expect(taking).rejects.toMatchObject({ name: 'AbortError' })
    expect(await home.directory.count()).toBe(0)
  })

  it('lets others read and write meanwhile: they wait their turn, and lose nothing', async () => {
    using home = await aDirectory(`${header}\nfirst,first@example.com,,,`)
    const rows = Array.from({ length: 5000 }, (_, n) => `${n},a${n}@example.com,,,`)
    const meanwhile: Promise<unknown>[] = []
    await home.take(`${header}\n${rows.join('\n')}`, {
      onProgress: (done, total) => {
        if (total === null || done !== 2000) return
        meanwhile.push(home.directory.count())
        meanwhile.push(
          home.directory.replaceLink({
            user: user('first'),
            environment: 'live',
            from: null,
            to: customer('cus_meanwhile'),
          }),
        )
      },
    })
    expect(await Promise.all(meanwhile)).toEqual([1, { kind: 'stored' }])
    expect(await home.directory.count()).toBe(5001)
  })

  it('tells how far it is: rows read, then rows taken of all', async () => {
    using home = await aDirectory()
    const rows = Array.from({ length: 2500 }, (_, n) => `${n},a${n}@example.com,,,`)
    const seen: [number, number | null][] = []
    await home.take(`${header}\n${rows.join('\n')}`, {
      onProgress: (done, total) => seen.push([done, total]),
    })
    expect(seen).toEqual([
      [1000, null],
      [2000, null],
      [2500, null],
      [1000, 2500],
      [2000, 2500],
      [2500, 2500],
    ])
  })
})
