import type { Environment } from '#contract'
import { createLimiter, type Limiter, limitsFor } from '../gateway/index.ts'

/** One rate limit a key, whoever brings it and however often: a job goes on when its caller has gone. */
export function createLimiters() {
  const limiters = new Map<string, Limiter>()
  /** @param fingerprint - Names the key without being it. */
  return (fingerprint: string, environment: Environment, loopback: boolean): Limiter => {
    const limiter = limiters.get(fingerprint) ?? createLimiter(limitsFor(environment, loopback))
    limiters.set(fingerprint, limiter)
    return limiter
  }
}
