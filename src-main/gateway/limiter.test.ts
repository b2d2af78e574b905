import { describe, expect, it } from 'vitest'
import { createLimiter, type Limits, limitsFor } from './limiter.ts'
import type { Priority } from './shapes.ts'

const roomy: Limits = {
  perSecond: Number.POSITIVE_INFINITY,
  perEndpoint: Number.POSITIVE_INFINITY,
  concurrency: 1000,
  reserve: 2,
  calmMs: 10_000,
}

/** A limiter whose time passes only when everybody waits. */
function aLimiter(limits: Partial<Limits>) {
  let now = 0
  const alarms: { at: number; ring: () => void }[] = []
  const clock = {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((ring) => {
        alarms.push({ at: now + ms, ring })
      }),
  }
  const limiter = createLimiter({ ...roomy, ...limits }, clock)
  const started: { who: string; at: number }[] = []

  return {
    limiter,
    started,
    /** Asks this often, and gives each place back at once. */
    ask(
      who: string,
      times: number,
      priority: Priority = 'background',
      operation = 'customers.list',
    ) {
      for (let i = 0; i < times; i++)
        void limiter.acquire(operation, priority).then((release) => {
          started.push({ who, at: now })
          release()
        })
    },
    async passUntil(end: number) {
      for (;;) {
        await new Promise(setImmediate)
        const next = alarms.sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        alarms.shift()
        now = Math.max(now, next.at)
        next.ring()
      }
      now = end
    },
  }
}

describe('the limiter', () => {
  it('keeps to the account, however many operations share it', async () => {
    const world = aLimiter({ perSecond: 20, perEndpoint: 25 })
    world.ask('a', 200, 'background', 'customers.list')
    world.ask('b', 200, 'background', 'invoices.list')
    await world.passUntil(10_000)

    expect(world.started.length).toBeGreaterThanOrEqual(195)
    expect(world.started.length).toBeLessThanOrEqual(203)
  })

  it('keeps to one operation, and lets others pass meanwhile', async () => {
    const world = aLimiter({ perSecond: 100, perEndpoint: 5 })
    world.ask('slow', 100, 'background', 'customers.list')
    world.ask('other', 3, 'background', 'invoices.list')
    await world.passUntil(1_000)

    expect(world.started.filter(({ who }) => who === 'slow').length).toBeLessThanOrEqual(7)
    expect(world.started.filter(({ who }) => who === 'other')).toHaveLength(3)
  })

  it('lets a person start at once however long the queue of the background is', async () => {
    const world = aLimiter({ perSecond: 10 })
    world.ask('background', 1000)
    await world.passUntil(5_000)
    world.ask('person', 2, 'person')
    await world.passUntil(5_000)

    expect(world.started.filter(({ who }) => who === 'person')).toEqual([
      { who: 'person', at: 5_000 },
      { who: 'person', at: 5_000 },
    ])
  })

  it('halves after a 429, and recovers', async () => {
    const world = aLimiter({ perSecond: 20 })
    world.limiter.slowDown()
    world.ask('a', 1000)
    await world.passUntil(10_000)
    const calm = world.started.length
    await world.passUntil(20_000)

    expect(calm).toBeGreaterThanOrEqual(98)
    expect(calm).toBeLessThanOrEqual(103)
    expect(world.started.length - calm).toBeGreaterThanOrEqual(195)
  })

  it('finds a rate where none is known: half of what a 429 met, until it is calm again', async () => {
    const world = aLimiter({})
    world.ask('storm', 60)
    await world.passUntil(100)
    world.limiter.slowDown()
    world.limiter.slowDown()
    world.ask('calm', 1000)
    await world.passUntil(5_100)
    const calm = world.started.filter(({ who }) => who === 'calm').length
    await world.passUntil(11_000)

    expect(calm).toBeGreaterThanOrEqual(140)
    expect(calm).toBeLessThanOrEqual(152)
    expect(world.started).toHaveLength(1060)
  })

  it('has only so many under way, some places kept for people, fewer after a 429', async () => {
    const { limiter } = aLimiter({ concurrency: 4 })
    const started: Priority[] = []
    const ask = (priority: Priority) =>
      limiter.acquire('x', priority).then((release) => {
        started.push(priority)
        return release
      })
    const first = ask('background')
    for (const priority of ['background', 'background', 'person', 'person', 'person'] as const)
      void ask(priority)
    await new Promise(setImmediate)
    expect(started).toEqual(['background', 'background', 'person', 'person'])

    ;(await first)()
    await new Promise(setImmediate)
    expect(started.at(-1)).toBe('person')
  })

  it('forgets who gave up waiting', async () => {
    const world = aLimiter({ concurrency: 1, reserve: 0 })
    const release = await world.limiter.acquire('x', 'background')
    const abort = new AbortController()
    const waiting = world.limiter.acquire('x', 'background', abort.signal)
    abort.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')

    world.ask('next', 1)
    release()
    await world.passUntil(1)
    expect(world.started).toHaveLength(1)
  })
})

it('takes nearly all of a test account, a fifth of a live one, and what a server here gives', () => {
  expect(limitsFor('test', false)).toMatchObject({ perSecond: 23.75, perEndpoint: 25 })
  expect(limitsFor('live', false)).toMatchObject({ perSecond: 20, calmMs: 600_000 })
  expect(limitsFor('live', true)).toMatchObject({ perSecond: Infinity, concurrency: 16 })
})
