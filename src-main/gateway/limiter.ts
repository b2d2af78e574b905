import { setTimeout as wait } from 'node:timers/promises'
import { createPace } from './pace.ts'
import type { Priority } from './shapes.ts'

export interface Limits {
  /** Calls a second to the account; infinite where there is no limit. */
  readonly perSecond: number
  /** Calls a second to one named operation. */
  readonly perEndpoint: number
  /** Calls under way at once. */
  readonly concurrency: number
  /** Calls that the background leaves free for people. */
  readonly reserve: number
  /** How long all limits are halved after a 429, in milliseconds; where there is none, one is found (`pace.ts`). */
  readonly calmMs: number
}

/** One for all that calls Stripe with one key. Two keys of one account do not know of each other. */
export interface Limiter {
  /** Waits for a place and returns how to give it back. Rejects with the signal's reason. */
  acquire(operation: string, priority: Priority, signal?: AbortSignal): Promise<() => void>
  /** Stripe said 429. */
  slowDown(): void
}

interface Waiter {
  readonly operation: string
  readonly priority: Priority
  start(): void
}

interface Clock {
  now(): number
  sleep(ms: number): Promise<unknown>
}

/** Token buckets at two levels, people first. A bucket holds no more than the reserve and one, so it never bursts. */
export function createLimiter(
  limits: Limits,
  clock: Clock = { now: Date.now, sleep: (ms) => wait(ms) },
): Limiter {
  const bucketsFor = createBuckets(limits, clock.now())
  const waiting: Record<Priority, Waiter[]> = { person: [], background: [] }
  const pace = limits.perSecond === Number.POSITIVE_INFINITY ? createPace(limits.calmMs) : undefined
  let running = 0
  let calmUntil = Number.NEGATIVE_INFINITY
  let alarm = false

  /** Milliseconds until this one may start; infinite while it waits for another to end. */
  const delayOf = ({ operation, priority }: Waiter): number => {
    const share = clock.now() < calmUntil ? 0.5 : 1
    const kept = priority === 'person' ? 0 : limits.reserve
    const places = Math.max(1, Math.floor(limits.concurrency * share) - kept)
    if (running >= places) return Number.POSITIVE_INFINITY
    const delays = bucketsFor(operation).map((bucket) => bucket.delay(clock.now(), kept, share))
    return Math.max(pace?.delay(clock.now()) ?? 0, ...delays)
  }

  const start = (waiter: Waiter) => {
    const queue = waiting[waiter.priority]
    queue.splice(queue.indexOf(waiter), 1)
    running += 1
    for (const bucket of bucketsFor(waiter.operation)) bucket.take()
    pace?.started(clock.now())
    waiter.start()
  }

  const pump = () => {
    const delays = [...waiting.person, ...waiting.background].map((waiter) => {
      const delay = delayOf(waiter)
      if (delay === 0) start(waiter)
      return delay === 0 ? Number.POSITIVE_INFINITY : delay
    })
    const soonest = Math.min(...delays)
    if (alarm || soonest === Number.POSITIVE_INFINITY) return
    alarm = true
    void clock.sleep(Math.ceil(soonest)).then(() => {
      alarm = false
      pump()
    })
  }

  return {
    acquire(operation, priority, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const giveUp = () => {
          waiting[priority].splice(waiting[priority].indexOf(waiter), 1)
          reject(signal?.reason)
        }
        const release = () => {
          running -= 1
          pump()
        }
        const waiter: Waiter = {
          operation,
          priority,
          start() {
            signal?.removeEventListener('abort', giveUp)
            resolve(release)
          },
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        waiting[priority].push(waiter)
        pump()
      })
    },
    slowDown() {
      calmUntil = clock.now() + limits.calmMs
      pace?.slowDown(clock.now())
    },
  }
}

interface Bucket {
  /** Milliseconds until a token above those `kept` is there. */
  delay(now: number, kept: number, share: number): number
  take(): void
}

/** The account's bucket and the operation's own. */
function createBuckets({ perSecond, perEndpoint, reserve }: Limits, start: number) {
  const account = createBucket(perSecond, reserve, start)
  const endpoints = new Map<string, Bucket>()
  return (operation: string): Bucket[] => {
    const endpoint = endpoints.get(operation) ?? createBucket(perEndpoint, reserve, start)
    endpoints.set(operation, endpoint)
    return [account, endpoint]
  }
}

function createBucket(perSecond: number, reserve: number, start: number): Bucket {
  if (perSecond === Number.POSITIVE_INFINITY) return { delay: () => 0, take() {} }
  const capacity = reserve + 1
  let tokens = capacity
  let filledAt = start
  return {
    delay(now, kept, share) {
      const rate = (perSecond * share) / 1000
      tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) * rate)
      filledAt = now
      // Sums of fractions: a hair under one token is one.
      const lacking = kept + 1 - tokens
      return lacking < 1e-9 ? 0 : lacking / rate
    },
    take() {
      tokens -= 1
    },
  }
}

const shared = { reserve: 2, calmMs: 10 * 60_000, concurrency: 24, perEndpoint: 25 }

/**
 * The share of Stripe's published limits that the console takes: nearly all of a test account's 25 calls a second, a
 * fifth of a live account's 100, because the application's own checkout lives on the same limit. A server on this
 * machine has no published limit.
 */
export function limitsFor(environment: 'test' | 'live', isLoopback: boolean): Limits {
  if (isLoopback) {
    const unlimited = Number.POSITIVE_INFINITY
    return {
      perSecond: unlimited,
      perEndpoint: unlimited,
      concurrency: 16,
      reserve: 2,
      calmMs: 5_000,
    }
  }
  return { ...shared, perSecond: environment === 'live' ? 100 * 0.2 : 25 * 0.95 }
}
