import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openEmbeddedDirectory } from '../../src-main/directory/index.ts'
import { aDirectory, allOf, everyone, user } from './a-directory.ts'

const people = `id,email,name,stripe_customer_id_test,stripe_customer_id_live,is_verified,created_at,company_id
1,Ada@Example.com,Ada Lovelace,cus_adatest01,cus_adalive01,true,2024-01-31T12:00:00Z,acme
2,grace@example.com,Grace Hopper,cus_shared001,,false,,
3,JOSÉ@example.com,José Ñandú,cus_shared001,sub_notacustomer,,,
4,100%_sure@example.com,,,,,,
`

describe('a user of the embedded directory', () => {
  it('is found by id, with the stored ids as they are', async () => {
    using home = await aDirectory(people)
    expect(await home.directory.find(user('1'))).toEqual({
      id: '1',
      email: 'Ada@Example.com',
      name: 'Ada Lovelace',
      isVerified: true,
      createdAt: Date.UTC(2024, 0, 31, 12),
      companyId: 'acme',
      storedId: { test: 'cus_adatest01', live: 'cus_adalive01' },
    })
    expect(await home.directory.find(user('3'))).toMatchObject({
      isVerified: null,
      createdAt: null,
      companyId: null,
      storedId: { live: 'sub_notacustomer' },
    })
    expect(await home.directory.find(user('9'))).toBeUndefined()
  })

  it('is found among many ids, each once, and those that do not exist are left out', async () => {
    using home = await aDirectory(people)
    const found = await home.directory.findMany([user('3'), user('9'), user('1'), user('3')])
    expect(found.map(({ id }) => id)).toEqual(['1', '3'])
  })

  it('is found by e-mail in any case and spelling, and never by a blank one', async () => {
    using home = await aDirectory(people)
    const idsWith = async (email: string) =>
      (await home.directory.withEmail(email)).map(({ id }) => id)
    expect(await idsWith('ada@example.com')).toEqual(['1'])
    expect(await idsWith(' JOSE\u0301@EXAMPLE.COM ')).toEqual(['3'])
    expect(await idsWith('  ')).toEqual([])
  })

  it('is named as a holder of a stored id in its environment only', async () => {
    using home = await aDirectory(people)
    expect(await home.directory.holdersOf('test', 'cus_shared001')).toEqual(['2', '3'])
    expect(await home.directory.holdersOf('live', 'cus_shared001')).toEqual([])
  })

  it('comes once in the stream, in the order of ids, however small the batches', async () => {
    using home = await aDirectory(people)
    const batches = await allOf(home.directory.stream(3))
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([['1', '2', '3'], ['4']])
    expect(await home.directory.count()).toBe(4)
  })

  it('is still there after the directory was closed and opened', async () => {
    using home = await aDirectory(people)
    const again = openEmbeddedDirectory(home.file)
    expect(await everyone(again)).toEqual(await everyone(home.directory))
    again.close()
  })
})

describe('a search', () => {
  it.each([
    ['a part of a name in any case', 'LOVE', ['1']],
    ['a part of an e-mail', 'example.com', ['1', '2', '3', '4']],
    ['letters with accents', 'ñandÚ', ['3']],
    ['a whole user id', '2', ['2']],
    ['a whole stored id', 'cus_shared001', ['2', '3']],
    ['a stored id that is malformed', 'sub_notacustomer', ['3']],
    ['only a part of a stored id', 'cus_shared', []],
    ['characters that SQL would take for wildcards', '%_', ['4']],
    ['spaces around', '  hopper ', ['2']],
    ['nothing', '   ', ['1', '2', '3', '4']],
  ])('finds %s', async (_, query, ids) => {
    using home = await aDirectory(people)
    const { users, next } = await home.directory.search({ query, limit: 10 })
    expect(users.map(({ id }) => id)).toEqual(ids)
    expect(next).toBeNull()
  })

  it('gives every hit once over its pages', async () => {
    using home = await aDirectory(people)
    const first = await home.directory.search({ query: 'example', limit: 3 })
    expect(first.users.map(({ id }) => id)).toEqual(['1', '2', '3'])
    const second = await home.directory.search({
      query: 'example',
      limit: 3,
      ...(first.next !== null && { cursor: first.next }),
    })
    expect(second.users.map(({ id }) => id)).toEqual(['4'])
    expect(second.next).toBeNull()
  })

  it('stays among the ids it was given', async () => {
    using home = await aDirectory(people)
    const ids = [user('4'), user('2'), user('1'), user('9')]
    const all = await home.directory.search({ ids, limit: 2 })
    expect(all.users.map(({ id }) => id)).toEqual(['1', '2'])
    expect(all.next).toBe('2')
    const some = await home.directory.search({ ids, query: 'cus_shared001', limit: 2 })
    expect(some.users.map(({ id }) => id)).toEqual(['2'])
  })

  it('of a hundred thousand users answers within a quarter of a second', async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `u${n},person${n}@example.com,P ${n},`)
    using home = await aDirectory(`id,email,name,stripe_customer_id_test\n${rows.join('\n')}`)
    const start = performance.now()
    const { users } = await home.directory.search({ query: 'nobody at all', limit: 50 })
    expect(users).toEqual([])
    expect(performance.now() - start).toBeLessThan(250)
  })
})

describe('an error of storage in a later statement', () => {
  it('is said in sentences', async () => {
    using home = await aDirectory(people)
    home.directory.close()
    writeFileSync(`${home.file}-wal`, '')
    const directory = openEmbeddedDirectory(home.file)
    writeFileSync(home.file, Buffer.alloc(100_000, 'x'))
    await expect(directory.search({ query: 'ada', limit: 5 })).rejects.toMatchObject({
      failure: { kind: 'damaged', file: home.file },
    })
    directory.close()
  })
})
