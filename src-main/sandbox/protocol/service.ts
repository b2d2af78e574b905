import type { Clock } from '../clock.ts'
import { endpoints } from '../objects/endpoints.ts'
import { createRandom, type Random, seedOf } from '../random.ts'
import type { Environment } from '../store/environment.ts'
import type { Universe } from '../store/universe.ts'
import { type Answer, type Envelope, failure } from './answers.ts'
import { ApiError, rateLimited, serverError, unknownUrl } from './errors.ts'
import { execute } from './execute.ts'
import { Faults } from './faults.ts'
import { type ApiKey, invalidKey, readKey } from './keys.ts'
import { RateLimiter } from './rate-limit.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { checkRight, forbidden, type Wording } from './rights.ts'
import { createRouter, type Endpoint, type Feature, type Route } from './router.ts'

export interface Request {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
  readonly authorization: string | undefined
  readonly idempotencyKey: string | undefined
  readonly baseUrl: string
}

/** What becomes of a request: an answer, a cut connection, or silence. */
export type Outcome = Answer | 'cut' | 'silence'

/** What a control call may change while the sandbox runs. */
export interface Settings {
  /** Parts of Stripe that this Stripe lacks; `idempotency` means that nothing is replayed. */
  without: ReadonlySet<Feature | 'idempotency'>
  /** Milliseconds added to every answer. */
  latencyMs: number
  wording: Wording
  portalConfigured: boolean
  /** Rights taken away, by key. */
  denied: ReadonlyMap<string, readonly string[]>
}

/** Everything behind the socket: who asks, may they, what goes wrong, and what Stripe would say. */
export class Service {
  readonly faults = new Faults()
  readonly log = new RequestLog()
  readonly limiter: RateLimiter
  settings: Settings = {
    without: new Set(),
    latencyMs: 0,
    wording: '2026',
    portalConfigured: true,
    denied: new Map(),
  }
  readonly #clock: Clock
  readonly #universe: Universe
  readonly #requestIds: Random
  readonly #route = createRouter(endpoints)

  constructor(clock: Clock, universe: Universe) {
    this.#clock = clock
    this.#universe = universe
    this.#requestIds = createRandom(seedOf('requests'))
    this.limiter = new RateLimiter(clock)
  }

  async answer(request: Request): Promise<Outcome> {
    const logged = this.#note(request)
    const outcome = await this.#attempt(request, logged)
    logged.status = typeof outcome === 'string' ? null : outcome.status
    return outcome
  }

  #note({ method, path, query, body, idempotencyKey }: Request): LoggedRequest {
    return this.log.note({
      at: this.#clock.milliseconds(),
      method,
      path,
      route: this.#route(method, path)?.endpoint.path ?? null,
      account: null,
      livemode: null,
      idempotencyKey: idempotencyKey ?? null,
      body,
      query,
      requestId: `req_${this.#requestIds.letters(14)}`,
      status: null,
      replayed: false,
      fault: null,
    })
  }

  async #attempt(request: Request, logged: LoggedRequest): Promise<Outcome> {
    try {
      const key = readKey(request.authorization)
      const account = this.#universe.account(key.account)
      logged.account = account.id
      logged.livemode = key.live
      return await this.#carryOut(request, key, key.live ? account.live : account.test, logged)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return failure(this.#envelope(request, logged), error)
    }
  }

  #envelope({ idempotencyKey }: Request, { requestId, livemode }: LoggedRequest): Envelope {
    return { clock: this.#clock, requestId, idempotencyKey, livemode: livemode === true }
  }

  async #carryOut(
    request: Request,
    key: ApiKey,
    env: Environment,
    logged: LoggedRequest,
  ): Promise<Outcome> {
    const { without, latencyMs, portalConfigured } = this.settings
    const route = this.#admit(request, key, env)
    const fault = this.faults.strike(request.method, request.path)
    logged.fault = fault?.kind ?? null
    if (fault?.kind === 'status') throw this.#refusal(fault.status, key, route.endpoint, env)
    if (fault?.kind === 'reset') return 'cut'
    if (fault?.kind === 'timeout') return 'silence'
    const { answer, replayed } = await execute({
      ...request,
      envelope: this.#envelope(request, logged),
      route,
      env,
      fault,
      latencyMs,
      portalConfigured,
      remembers: !without.has('idempotency'),
    })
    logged.replayed = replayed
    return fault?.kind === 'lost_answer' ? 'cut' : answer
  }

  /** Everything that Stripe checks before it looks at the idempotency key. */
  #admit(request: Request, key: ApiKey, env: Environment): Route {
    const route = this.#route(request.method, request.path)
    if (!route || this.#lacks(route.endpoint)) throw unknownUrl(request.method, request.path)
    const denied = this.settings.denied.get(key.text) ?? []
    const { endpoint } = route
    checkRight(key, endpoint.right, env.account.id, denied, this.settings.wording)
    const side = `${env.account.id} ${env.livemode}`
    this.limiter.take(side, `${endpoint.method} ${endpoint.path}`)
    return route
  }

  #lacks({ feature }: Endpoint): boolean {
    return feature !== undefined && this.settings.without.has(feature)
  }

  #refusal(
    status: 401 | 403 | 429 | 500,
    key: ApiKey,
    { right }: Endpoint,
    env: Environment,
  ): ApiError {
    switch (status) {
      case 401:
        return invalidKey(key.text)
      case 403:
        return forbidden(
          key,
          `${right.name}_${right.access}`,
          env.account.id,
          this.settings.wording,
        )
      case 429:
        return rateLimited('global-rate')
      case 500:
        return serverError({ stored: false })
    }
  }
}
