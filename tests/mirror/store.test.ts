import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Interval, merge } from '../../src-main/mirror/merge.ts'
import { aCustomer, aMirror, arrival } from './a-mirror.ts'

const id = 'cus_mirrored01'
const began = (second: number) => ({ asOf: second * 1000, stripeAsOf: second })

describe('an object that arrives', () => {
  it('is found by what it says', () => {
    using home = aMirror()
    const object = aCustomer(id, { email: ' Ada@Example.com ', user: '7', balance: -500 })
    expect(home.mirror.apply([arrival(object, [10, 11])])).toEqual({ taken: 1, kept: 0, dirty: 0 })
    const { customers } = home.mirror
    expect(customers.withEmail('ada@example.com').map((row) => row.id)).toEqual([id])
    expect(customers.ofOwner('7').map((row) => row.id)).toEqual([id])
    expect(customers.find(id)).toMatchObject({ balance: -500, deleted: 0, suspect: 0 })
    expect(customers.body(id)).toEqual({ object, asOf: 11_000 })
  })

  it('replaces an older version, and is not replaced by it when that comes late', () => {
    for (const late of [false, true]) {
      using home = aMirror()
      const versions = [
        arrival(aCustomer(id, { name: 'Before' }), [10, 11]),
        arrival(aCustomer(id, { name: 'After' }), [12, 13]),
      ]
      for (const one of late ? versions.reverse() : versions) home.mirror.apply([one])
      expect(home.mirror.customers.find(id)).toMatchObject({ name: 'After', suspect: 0 })
    }
  })

  it('is not believed where two that overlap differ, until it is read after both', () => {
    using home = aMirror()
    const { apply, customers } = home.mirror
    apply([arrival(aCustomer(id, { name: 'One' }), [10, 14])])
    expect(apply([arrival(aCustomer(id, { name: 'Other' }), [12, 13])]).dirty).toBe(1)
    expect(customers.find(id)?.suspect).toBe(1)
    apply([arrival(aCustomer(id, { name: 'Other' }), [13, 14])])
    expect(customers.find(id)?.suspect).toBe(1)
    apply([arrival(aCustomer(id, { name: 'One' }), [15, 15])])
    expect(customers.find(id)).toMatchObject({ name: 'One', suspect: 0 })
  })

  it('with an id but deleted, or without an id, is not kept', () => {
    using home = aMirror()
    const dead = { ...arrival(aCustomer(id), [10, 11]), object: { id, deleted: true } }
    const nameless = { ...arrival(aCustomer(id), [10, 11]), object: { email: 'a@example.com' } }
    expect(home.mirror.apply([dead, nameless])).toEqual({ taken: 0, kept: 2, dirty: 0 })
    expect(home.mirror.customers.find(id)).toBeUndefined()
  })

  it('comes with all of its page or not at all', () => {
    using home = aMirror()
    const broken = {
      ...arrival(aCustomer('cus_broken0001'), [10, 11]),
      interval: { from: NaN, to: 1 },
    }
    expect(() => home.mirror.apply([arrival(aCustomer(id), [10, 11]), broken])).toThrow()
    expect(home.mirror.customers.find(id)).toBeUndefined()
  })
})

interface Told extends Interval {
  readonly name: string
}

/** A customer's history: one version after the other, each seen in a stretch of its own. */
const histories: fc.Arbitrary<Told[]> = fc
  .array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('Ada', 'Bob')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((steps) => {
    let second = 0
    return steps.map(([length, name]) => {
      const from = second + 1
      second = from + length
      return { from, to: second, name }
    })
  })

describe('versions that are apart', () => {
  it('end with the latest, whatever the order in which they arrive', () => {
    using home = aMirror()
    let made = 0
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray(history, { minLength: history.length }),
          ),
        ),
        ([history, shuffled]) => {
          made += 1
          const customer = `cus_history${made}`
          for (const { from, to, name } of shuffled)
            home.mirror.apply([arrival(aCustomer(customer, { name }), [from, to])])
          expect(home.mirror.customers.find(customer)).toMatchObject({
            name: history.at(-1)?.name,
            suspect: 0,
          })
        },
      ),
    )
  })
})

describe('versions that may overlap', () => {
  it('end with the truth after one more look, whatever came before', () => {
    using home = aMirror()
    let made = 0
    const seen = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 4 }), fc.constantFrom('Ada', 'Bob'))
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 6 }), (answers) => {
        made += 1
        const customer = `cus_overlap${made}`
        for (const [from, length, name] of answers)
          home.mirror.apply([arrival(aCustomer(customer, { name }), [from, from + length])])
        home.mirror.apply([arrival(aCustomer(customer, { name: 'Now' }), [20, 21])])
        expect(home.mirror.customers.find(customer)).toMatchObject({ name: 'Now', suspect: 0 })
      }),
    )
  })

  it('are not both believed: a first look and one that contradicts it leave a doubt', () => {
    using home = aMirror()
    fc.assert(
      fc.property(
        fc.nat({ max: 9 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 9 }),
        (from, length, at) => {
          const customer = `cus_doubt${from}x${length}x${at}`
          const [held, arriving] = [
            { from, to: from + length },
            { from: at, to: at + 2 },
          ]
          home.mirror.apply([arrival(aCustomer(customer, { name: 'A' }), [held.from, held.to])])
          home.mirror.apply([
            arrival(aCustomer(customer, { name: 'B' }), [arriving.from, arriving.to]),
          ])
          const merged = merge({ ...held, json: 'A', deleted: false }, { ...arriving, json: 'B' })
          const row = home.mirror.customers.find(customer)
          expect(row?.suspect).toBe(merged === 'dirty' ? 1 : 0)
          if (merged === 'keep') expect(row?.name).toBe('A')
        },
      ),
    )
  })
})

describe('a customer that was buried', () => {
  it('keeps its last body, and is revived by nothing that arrives', () => {
    using home = aMirror()
    const { apply, customers } = home.mirror
    const object = aCustomer(id, { email: 'ada@example.com', user: '7' })
    apply([arrival(object, [10, 11])])
    home.bury(id, 20)
    fc.assert(
      fc.property(fc.nat({ max: 40 }), (from) => {
        apply([arrival(aCustomer(id, { name: 'Alive?' }), [from, from + 1])])
        expect(customers.find(id)).toMatchObject({ deleted: 1, email: 'ada@example.com' })
      }),
    )
    expect(customers.body(id)?.object).toEqual(object)
    expect(customers.withEmail('ada@example.com')).toEqual([])
    expect(customers.ofOwner('7')).toEqual([])
  })

  it('is known even where it was never seen alive', () => {
    using home = aMirror()
    home.bury(id, 20)
    home.mirror.apply([arrival(aCustomer(id), [30, 31])])
    expect(home.mirror.customers.find(id)).toMatchObject({ deleted: 1, suspect: 0 })
  })
})

describe('a whole listing', () => {
  it('leaves a doubt about what it did not show, and concludes nothing', () => {
    using home = aMirror()
    const { apply, runs, customers } = home.mirror
    const first = runs.start('customer', 10_000)
    apply([arrival(aCustomer('cus_stays0001'), [10, 11], first)])
    apply([arrival(aCustomer('cus_vanished1'), [10, 11], first)])
    runs.succeed('customer', first, began(10))

    const second = runs.start('customer', 30_000)
    apply([arrival(aCustomer('cus_stays0001'), [30, 31], second)])
    apply([arrival(aCustomer('cus_justborn1'), [32, 33])])
    runs.succeed('customer', second, began(30))

    expect(customers.find('cus_stays0001')?.suspect).toBe(0)
    expect(customers.find('cus_justborn1')?.suspect).toBe(0)
    expect(customers.find('cus_vanished1')).toMatchObject({ deleted: 0, suspect: 1 })

    apply([arrival(aCustomer('cus_vanished1'), [34, 34])])
    expect(customers.find('cus_vanished1')?.suspect).toBe(0)
  })

  it('that is interrupted is never ok, and does not forget as of when the last one was', () => {
    using home = aMirror()
    const { runs, status } = home.mirror
    expect(status('customer')).toMatchObject({ run: 'never', asOf: null })
    const first = runs.start('customer', 10_000)
    expect(status('customer').run).toBe('failed')
    runs.succeed('customer', first, began(10))
    expect(status('customer')).toMatchObject({ run: 'ok', asOf: 10_000 })
    runs.start('customer', 20_000)
    runs.caughtUp('customer', began(25))
    expect(status('customer')).toMatchObject({
      run: 'failed',
      asOf: 10_000,
      reason: 'The last listing was interrupted.',
    })
  })
})
