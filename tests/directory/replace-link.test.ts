import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReplaceLinkInput } from '../../src-main/directory/index.ts'
import { aDirectory, allOf, customer, everyone, user } from './a-directory.ts'

const people = `id,email,stripe_customer_id_test,stripe_customer_id_live
1,ada@example.com,cus_before01,cus_adalive01
2,grace@example.com,cus_grace001,
3,alan@example.com,cus_grace001,
`

function aWish(wish: Partial<ReplaceLinkInput>): ReplaceLinkInput {
  return {
    user: user('1'),
    environment: 'test',
    from: 'cus_before01',
    to: customer('cus_after001'),
    ...wish,
  }
}

describe('replacing a link', () => {
  it('stores the customer in its environment and leaves the other alone', async () => {
    using home = await aDirectory(people)
    expect(await home.directory.replaceLink(aWish({}))).toEqual({ kind: 'stored' })
    expect((await home.directory.find(user('1')))?.storedId).toEqual({
      test: 'cus_after001',
      live: 'cus_adalive01',
    })
  })

  it('fills a column that holds nothing', async () => {
    using home = await aDirectory(people)
    const wish = aWish({ user: user('2'), environment: 'live', from: null })
    expect(await home.directory.replaceLink(wish)).toEqual({ kind: 'stored' })
  })

  it('is already done when another console stored the same', async () => {
    using home = await aDirectory(people)
    await home.directory.replaceLink(aWish({}))
    expect(await home.directory.replaceLink(aWish({}))).toEqual({ kind: 'already' })
  })

  it.each(['cus_elsewhere', null])(
    'is a conflict, and stores nothing, when the column no longer holds %s',
    async (from) => {
      using home = await aDirectory(people)
      const answer = await home.directory.replaceLink(aWish({ from }))
      expect(answer).toEqual({ kind: 'conflict', holds: 'cus_before01' })
      expect((await home.directory.find(user('1')))?.storedId.test).toBe('cus_before01')
    },
  )

  it('names the user who holds the customer already, and stores nothing', async () => {
    using home = await aDirectory(people)
    const answer = await home.directory.replaceLink(aWish({ to: customer('cus_grace001') }))
    expect(answer).toEqual({ kind: 'taken', by: '2' })
    expect(await home.directory.holdersOf('test', 'cus_grace001')).toEqual(['2', '3'])
  })

  it('has nobody to store for when the user is gone', async () => {
    using home = await aDirectory(people)
    expect(await home.directory.replaceLink(aWish({ user: user('9') }))).toEqual({ kind: 'gone' })
  })

  it('never lets two users come to hold one customer, whatever is asked', async () => {
    const id = fc.constantFrom('cus_aaaaaaaa', 'cus_bbbbbbbb', 'cus_cccccccc')
    const wish = fc.record({
      user: fc.constantFrom('1', '2', '3', '4', '9').map(user),
      environment: fc.constantFrom('test', 'live'),
      from: fc.oneof(fc.constant(null), id),
      to: id.map(customer),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 30 }), async (wishes) => {
        using home = await aDirectory('id,email,stripe_customer_id_test\n1,a,\n2,b,\n3,c,\n4,d,\n')
        await Promise.all(wishes.map((each) => home.directory.replaceLink(each)))
        const users = await everyone(home.directory)
        for (const environment of ['test', 'live'] as const) {
          const held = users.map(({ storedId }) => storedId[environment]).filter((x) => x !== null)
          expect(new Set(held).size).toBe(held.length)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('two processes', () => {
  it('that want one customer for two users: one stores it, the other is told who did', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => n)
    using home = await aDirectory(
      `id,email,stripe_customer_id_test\n${ids.map((n) => `a${n},a,\nb${n},b,`).join('\n')}`,
    )
    const wishes = (who: string) =>
      ids.map((n) =>
        aWish({ user: user(`${who}${n}`), from: null, to: customer(`cus_wanted${100 + n}`) }),
      )

    const [first, second] = await race(home.file, [wishes('a'), wishes('b')])

    expect(ids.map((n) => [first?.[n], second?.[n]].sort())).toEqual(
      ids.map(() => ['stored', 'taken']),
    )
    const users = await everyone(home.directory)
    expect(users.filter(({ storedId }) => storedId.test !== null)).toHaveLength(ids.length)
  })

  it('that want two customers for one user: one stores its, the other sees a conflict', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => n)
    using home = await aDirectory(
      `id,email,stripe_customer_id_test\n${ids.map((n) => `${n},a,`).join('\n')}`,
    )
    const wishes = (mine: string) =>
      ids.map((n) =>
        aWish({ user: user(`${n}`), from: null, to: customer(`cus_${mine}00000${100 + n}`) }),
      )

    const [first, second] = await race(home.file, [wishes('mine'), wishes('other')])

    expect(ids.map((n) => [first?.[n], second?.[n]].sort())).toEqual(
      ids.map(() => ['conflict', 'stored']),
    )
  })
})

/** Lets one process a list of wishes act at the same moment. */
async function race(file: string, wishes: readonly ReplaceLinkInput[][]): Promise<string[][]> {
  const script = join(import.meta.dirname, 'replace-link-process.ts')
  const racers = wishes.map((each) =>
    spawn(process.execPath, [script, file, JSON.stringify(each)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  await Promise.all(racers.map(({ stdout }) => once(stdout, 'data')))
  const results = racers.map(async ({ stdin, stdout }) => {
    stdin.write('go\n')
    const said = await allOf(stdout)
    return JSON.parse(said.join(''))
  })
  return Promise.all(results)
}
