import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALWAYS, Collection, type Page } from './collection.ts'

interface Thing {
  id: string
  object: 'thing'
  created: number
  owner: string
}

const history = fc.record({
  created: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }),
  removed: fc.array(fc.nat(39), { maxLength: 10 }),
  limit: fc.integer({ min: 1, max: 7 }),
})

function build({ created, removed }: { created: number[]; removed: number[] }) {
  const collection = new Collection<Thing>()
  for (const [at, second] of created.entries()) {
    collection.add({ id: `t_${at}`, object: 'thing', created: second, owner: `o${at % 3}` })
  }
  for (const at of removed) collection.remove(`t_${at}`)
  const alive = created
    .map((second, at) => ({ second, at }))
    .filter(({ at }) => !removed.includes(at))
    .toSorted((a, b) => b.second - a.second || b.at - a.at)
    .map(({ at }) => `t_${at}`)
  return { collection, alive }
}

function walk(
  next: (cursor: string | undefined) => Page<Thing>,
  cursorOf: (page: Thing[]) => string | undefined,
) {
  const pages: Thing[][] = []
  let cursor: string | undefined
  for (let more = true; more; ) {
    const { data, hasMore } = next(cursor)
    pages.push(data)
    if (pages.length > 100) throw new Error('The walk does not end.')
    cursor = cursorOf(data) ?? cursor
    more = hasMore
  }
  return pages
}

const keep = () => true

describe('a collection', () => {
  it('is walked by cursor, newest first, each living object once', () => {
    fc.assert(
      fc.property(history, (given) => {
        const { collection, alive } = build(given)
        const pages = walk(
          (startingAfter) =>
            collection.page({ limit: given.limit, created: ALWAYS, startingAfter, keep }),
          (page) => page.at(-1)?.id,
        )
        expect(pages.flat().map(({ id }) => id)).toEqual(alive)
      }),
    )
  })

  it('is walked back to the newest from the oldest', () => {
    fc.assert(
      fc.property(history, (given) => {
        const { collection, alive } = build(given)
        const [oldest, ...newer] = alive.toReversed()
        if (oldest === undefined) return
        const pages = walk(
          (cursor) =>
            collection.page({
              limit: given.limit,
              created: ALWAYS,
              endingBefore: cursor ?? oldest,
              keep,
            }),
          (page) => page[0]?.id,
        )
        const seen = pages.map((page) => page.map(({ id }) => id).toReversed())
        expect(seen.flat()).toEqual(newer)
      }),
    )
  })

  it('goes on from a cursor that was deleted meanwhile', () => {
    const { collection } = build({ created: [1, 2, 3], removed: [1] })
    const page = collection.page({ limit: 9, created: ALWAYS, startingAfter: 't_1', keep })
    expect(page.data.map(({ id }) => id)).toEqual(['t_0'])
  })

  it('finds by an index that was asked for before or after the objects came, and follows changes', () => {
    const collection = new Collection<Thing>()
    const byOwner = collection.index(({ owner }) => [owner])
    const ids = (owner: string) => [...byOwner(owner)].map(({ value }) => value.id)
    collection.add({ id: 't_0', object: 'thing', created: 0, owner: 'ada' })
    expect(ids('ada')).toEqual(['t_0'])
    collection.replace({ id: 't_0', object: 'thing', created: 0, owner: 'bo' })
    expect([ids('ada'), ids('bo')]).toEqual([[], ['t_0']])
    collection.remove('t_0')
    expect(ids('bo')).toEqual([])
  })
})
