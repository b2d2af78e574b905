import type { Clock } from '../clock.ts'
import { rateLimited } from './errors.ts'

export interface Rates {
  /** Requests a second for the whole environment; no limit when absent. */
  account?: number
  /** Requests a second for each named operation; no limit when absent. */
  endpoint?: number
}

interface Bucket {
  tokens: number
  /** Milliseconds. */
  at: number
}

/** Token buckets that hold one second's worth, refilled by the sandbox's clock. */
export class RateLimiter {
  rates: Rates = {}
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws ApiError 429 when the environment or the operation has had its share of this second. */
  take(environment: string, operation: string): void {
    const { account, endpoint } = this.rates
    if (account !== undefined && !this.#taken(environment, account)) {
      throw rateLimited('global-rate')
    }
    if (endpoint !== undefined && !this.#taken(`${environment} ${operation}`, endpoint)) {
      throw rateLimited('endpoint-rate')
    }
  }

  #taken(name: string, perSecond: number): boolean {
    const now = this.#clock.milliseconds()
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, at: now }
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    this.#buckets.set(name, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
