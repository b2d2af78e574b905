import type { Clock } from '../clock.ts'
import { ApiError } from './errors.ts'

/** What a request was answered, kept to be given again. */
export interface StoredAnswer {
  readonly status: number
  readonly body: string
  readonly requestId: string
}

interface Remembered {
  readonly path: string
  readonly fingerprint: string
  /** Milliseconds. */
  readonly since: number
  answer: StoredAnswer | undefined
}

const DAY_MS = 24 * 60 * 60 * 1000

type Begun =
  | { readonly kind: 'replay'; readonly answer: StoredAnswer }
  | { readonly kind: 'fresh'; keep(answer: StoredAnswer): void; forget(): void }

/** Idempotency keys of one environment. A key is forgotten 24 hours after its first use. */
export class IdempotencyStore {
  readonly #clock: Clock
  readonly #known = new Map<string, Remembered>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Claims a key for a request, or finds what it was answered before.
   *
   * @throws ApiError 409 while the first request is in flight; 400 when the key was used for another request.
   */
  begin(key: string, path: string, fingerprint: string): Begun {
    this.#prune()
    const known = this.#known.get(key)
    if (!known) return this.#claim(key, path, fingerprint)
    if (known.path !== path) throw otherEndpoint(key, known.path, path)
    if (known.fingerprint !== fingerprint) throw otherParams(key)
    if (!known.answer) throw inUse(key)
    return { kind: 'replay', answer: known.answer }
  }

  #claim(key: string, path: string, fingerprint: string): Begun {
    const claimed: Remembered = {
      path,
      fingerprint,
      since: this.#clock.milliseconds(),
      answer: undefined,
    }
    this.#known.set(key, claimed)
    return {
      kind: 'fresh',
      keep(answer) {
        claimed.answer = answer
      },
      forget: () => {
        if (this.#known.get(key) === claimed) this.#known.delete(key)
      },
    }
  }

  /** A map remembers in the order of claims, so the old ones come first. */
  #prune(): void {
    const before = this.#clock.milliseconds() - DAY_MS
    for (const [key, { since }] of this.#known) {
      if (since > before) return
      this.#known.delete(key)
    }
  }
}

function otherParams(key: string): ApiError {
  return new ApiError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}

function otherEndpoint(key: string, first: string, now: string): ApiError {
  return new ApiError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${first}' vs '${now}'). Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}

function inUse(key: string): ApiError {
  return new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  })
}
