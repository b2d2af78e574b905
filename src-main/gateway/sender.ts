import { setTimeout as wait } from 'node:timers/promises'
import Stripe from 'stripe'
import { classify, isObject } from './classify.ts'
import { GatewayError, type GatewayFailure } from './failure.ts'
import type { Limiter } from './limiter.ts'
import type { Call, Priority, Sighting } from './shapes.ts'
import { createStripeClock } from './stripe-clock.ts'
import { type Exchange, type Reply, Transport } from './transport.ts'

export interface SenderOptions {
  readonly secretKey: string
  readonly apiBase: string | undefined
  readonly limiter: Limiter
  readonly onCall: (call: Call) => void
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>
  readonly timeoutMs: number
}

/** Who asks, and until when. */
export interface Ask {
  readonly priority: Priority
  readonly signal: AbortSignal | undefined
}

/** The last reply to a request, what it means, and when it was true. */
export interface Outcome extends Sighting {
  readonly reply: Reply
  readonly failure: GatewayFailure | null
  /** The answer's JSON; empty unless the request was granted. */
  readonly body: Record<string, unknown>
}

export type SdkCall = (stripe: Stripe) => Promise<unknown>

const tries = 5
const longestPauseMs = 8_000

/** Sends requests one at a time through the limiter, and is the only place that tries again. */
export class Sender {
  readonly #options: SenderOptions
  readonly #transport = new Transport()
  readonly #stripe: Stripe
  readonly #clock = createStripeClock()
  readonly #granted = new Set<string>()
  #calls = 0

  constructor(options: SenderOptions) {
    this.#options = options
    this.#stripe = new Stripe(options.secretKey, {
      ...addressOf(options.apiBase),
      httpClient: this.#transport,
      maxNetworkRetries: 0,
      telemetry: false,
    })
  }

  /** Attempts sent so far. */
  get calls(): number {
    return this.#calls
  }

  /** Whether this operation was ever granted: then its endpoint exists here. */
  hasGranted(operation: string): boolean {
    return this.#granted.has(operation)
  }

  /**
   * A GET: tried again after 429, 5xx, a time-out or a broken connection, five times in all.
   * @throws {GatewayError} when it was refused or stays unanswered; the signal's reason when aborted.
   */
  async read(operation: string, call: SdkCall, ask: Ask): Promise<Outcome> {
    return granted(await this.attempt('read', operation, call, ask))
  }

  /** A POST: tried again after 429 only, which says that nothing was done. Throws as `read` does. */
  async write(operation: string, call: SdkCall, ask: Ask): Promise<Outcome> {
    return granted(await this.attempt('write', operation, call, ask))
  }

  /** As `read` and `write`, but a refusal is returned. Rejects only with the signal's reason. */
  async attempt(
    kind: 'read' | 'write',
    operation: string,
    call: SdkCall,
    ask: Ask,
  ): Promise<Outcome> {
    for (let tried = 1; ; tried++) {
      const outcome = await this.#once(operation, call, ask)
      if (tried === tries || !isWorthAnother(kind, outcome.failure)) return outcome
      await this.#options.sleep(pauseAfter(tried, outcome.reply), ask.signal)
    }
  }

  async #once(operation: string, call: SdkCall, { priority, signal }: Ask): Promise<Outcome> {
    signal?.throwIfAborted()
    const { limiter, now, timeoutMs } = this.#options
    const release = await limiter.acquire(operation, priority, signal)
    const exchange: Exchange = { timeoutMs, signal, method: '', path: '', reply: undefined }
    const sent = now()
    this.#calls += 1
    try {
      const reply = await this.#transport.carry(exchange, () => call(this.#stripe))
      const outcome = this.#judge(reply, sent)
      this.#report(operation, exchange, outcome, sent)
      if (reply.kind === 'none' && reply.reason === 'aborted') throw signal?.reason
      if (outcome.failure === null) this.#granted.add(operation)
      if (outcome.failure?.kind === 'rate_limited' && outcome.failure.reason !== 'lock')
        limiter.slowDown()
      return outcome
    } finally {
      release()
    }
  }

  #judge(reply: Reply, sent: number): Outcome {
    const received = this.#options.now()
    const failure = classify(reply)
    if (reply.kind === 'none')
      return { reply, failure, body: {}, requestId: null, asked: sent, answered: received }
    const date = Date.parse(reply.headers.date ?? '')
    return {
      reply,
      failure,
      body: failure === null && isObject(reply.body) ? reply.body : {},
      requestId: headerOf(reply, 'request-id'),
      ...this.#clock.place({ sent, received, date: Number.isNaN(date) ? null : date }),
    }
  }

  #report(operation: string, { method, path }: Exchange, outcome: Outcome, sent: number): void {
    const { reply, failure, requestId } = outcome
    const aborted = reply.kind === 'none' && reply.reason === 'aborted'
    this.#options.onCall({
      operation,
      method,
      path,
      status: reply.kind === 'answer' ? reply.status : null,
      ms: Math.max(0, Math.round(this.#options.now() - sent)),
      requestId,
      outcome: aborted ? 'aborted' : (failure?.kind ?? 'ok'),
      at: sent,
    })
  }
}

export function headerOf(reply: Reply, name: string): string | null {
  const value = reply.kind === 'answer' ? reply.headers[name] : undefined
  return typeof value === 'string' ? value : null
}

function granted(outcome: Outcome): Outcome {
  if (outcome.failure) throw new GatewayError(outcome.failure, outcome.requestId)
  return outcome
}

function isWorthAnother(kind: 'read' | 'write', failure: GatewayFailure | null): boolean {
  if (failure?.kind === 'rate_limited') return true
  return kind === 'read' && (failure?.kind === 'stripe_down' || failure?.kind === 'unreachable')
}

/** Doubles from half a second, with jitter; a longer `Retry-After` wins (a proxy's, as Stripe sends none). */
function pauseAfter(tried: number, reply: Reply): number {
  const backoff = Math.min(longestPauseMs, 500 * 2 ** (tried - 1)) * (0.5 + Math.random() / 2)
  const asked = Number(headerOf(reply, 'retry-after') ?? 0) * 1000
  return Math.max(backoff, Math.min(Number.isNaN(asked) ? 0 : asked, 30_000))
}

/** Waits, or rejects with the signal's reason. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { ...(signal && { signal }) })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** A key goes to Stripe or to a server on this machine, nowhere else. */
function addressOf(apiBase: string | undefined) {
  if (apiBase === undefined) return {}
  const port = /^http:\/\/127\.0\.0\.1:(\d{1,5})$/.exec(apiBase)?.[1]
  if (port === undefined) throw new TypeError('A Stripe address must be http://127.0.0.1:<port>')
  return { protocol: 'http' as const, host: '127.0.0.1', port: Number(port) }
}
