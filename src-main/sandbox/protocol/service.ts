import type { Clock } from '../clock.ts'
import { endpoints } from '../objects/endpoints.ts'
import { createRandom, type Random, seedOf } from '../random.ts'
import type { Environment } from '../store/environment.ts'
import type { Universe } from '../store/universe.ts'
import { ApiError, errorBody, rateLimited, serverError, unknownUrl } from './errors.ts'
import { expand } from './expand.ts'
import { type FaultRule, Faults } from './faults.ts'
import { canonical, type Params, parseForm } from './form.ts'
import type { StoredAnswer } from './idempotency.ts'
import { type ApiKey, readKey } from './keys.ts'
import { refuseUnknown } from './params.ts'
import { RateLimiter } from './rate-limit.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { checkRight, type Wording } from './rights.ts'
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

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
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
    let livemode = false
    try {
      const key = readKey(request.authorization)
      livemode = key.live
      const account = this.#universe.account(key.account)
      const env = key.live ? account.live : account.test
      logged.account = account.id
      logged.livemode = livemode
      return await this.#carryOut(request, this.#admit(request, key, env), env, logged)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return this.#failure(request, error, livemode, logged)
    }
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

  async #carryOut(
    request: Request,
    route: Route,
    env: Environment,
    logged: LoggedRequest,
  ): Promise<Outcome> {
    const fault = this.faults.strike(request.method, request.path)
    logged.fault = fault?.kind ?? null
    if (fault?.kind === 'status') throw statusError(fault.status)
    if (fault?.kind === 'reset') return 'cut'
    if (fault?.kind === 'timeout') return 'silence'
    const answer = await this.#once(request, route, env, logged, fault)
    return fault?.kind === 'lost_answer' ? 'cut' : answer
  }

  /** Carries a request out, or gives the answer again that its idempotency key was given before. */
  async #once(
    request: Request,
    route: Route,
    env: Environment,
    logged: LoggedRequest,
    fault: FaultRule | undefined,
  ): Promise<Answer> {
    const params = parseForm(
      request.method === 'GET' || request.body === '' ? request.query : request.body,
    )
    const key = request.idempotencyKey
    const counts = request.method === 'POST' && !this.settings.without.has('idempotency')
    if (key === undefined || !counts) {
      await this.#wait(fault)
      return this.#success(
        request,
        this.#execute(request, route, env, params, logged, fault),
        logged,
      )
    }
    const begun = env.idempotency.begin(key, request.path, canonical(params))
    if (begun.kind === 'replay') {
      await this.#wait(fault)
      return this.#replay(request, begun.answer, logged)
    }
    try {
      await this.#wait(fault)
      const answer = this.#success(
        request,
        this.#execute(request, route, env, params, logged, fault),
        logged,
      )
      begun.keep({ ...answer, requestId: logged.requestId })
      return answer
    } catch (error) {
      if (!(error instanceof ApiError) || !error.stored) {
        begun.forget()
        throw error
      }
      const answer = this.#failure(request, error, env.livemode, logged)
      begun.keep({ ...answer, requestId: logged.requestId })
      return answer
    }
  }

  #execute(
    request: Request,
    { endpoint, id }: Route,
    env: Environment,
    params: Params,
    logged: LoggedRequest,
    fault: FaultRule | undefined,
  ): object {
    if (fault?.kind === 'stored_500') throw serverError({ stored: true })
    refuseUnknown(params, endpoint.accepts)
    const act = {
      env,
      at: this.#clock.seconds(),
      requestId: logged.requestId,
      idempotencyKey: request.idempotencyKey ?? null,
    }
    const { path, baseUrl } = request
    const { portalConfigured } = this.settings
    const answer = endpoint.handle({ env, act, params, id, path, baseUrl, portalConfigured })
    return params['expand'] === undefined ? answer : expand(env, params, answer)
  }

  async #wait(fault: FaultRule | undefined): Promise<void> {
    const ms = this.settings.latencyMs + (fault?.kind === 'latency' ? fault.ms : 0)
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  }

  #success(request: Request, answer: object, logged: LoggedRequest): Answer {
    return {
      status: 200,
      headers: this.#headers(request, logged),
      body: JSON.stringify(answer),
    }
  }

  #failure(request: Request, error: ApiError, livemode: boolean, logged: LoggedRequest): Answer {
    const body = errorBody(error, logged.requestId, livemode, this.#clock.seconds())
    const retry = error.status === 409 || error.status >= 500
    return {
      status: error.status,
      headers: {
        ...this.#headers(request, logged),
        ...(retry || error.status === 400 ? { 'Stripe-Should-Retry': String(retry) } : {}),
        ...error.headers,
      },
      body: JSON.stringify(body),
    }
  }

  #replay(request: Request, { status, body, requestId }: StoredAnswer, logged: LoggedRequest) {
    logged.replayed = true
    const headers = {
      ...this.#headers(request, logged),
      'Original-Request': requestId,
      'Idempotent-Replayed': 'true',
      ...(status >= 400 ? { 'Stripe-Should-Retry': 'false' } : {}),
    }
    return { status, headers, body }
  }

  #headers({ idempotencyKey }: Request, { requestId }: LoggedRequest): Record<string, string> {
    return {
      'Request-Id': requestId,
      'Stripe-Version': '2026-10-28.endive',
      'Content-Type': 'application/json',
      Date: new Date(this.#clock.milliseconds()).toUTCString(),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    }
  }
}

function statusError(status: 401 | 403 | 429 | 500): ApiError {
  if (status === 429) return rateLimited('global-rate')
  if (status === 500) return serverError({ stored: false })
  const message =
    status === 401
      ? 'Invalid API Key provided: sk_test_****'
      : 'The provided key does not have the required permissions for this endpoint.'
  return new ApiError(status, { type: 'invalid_request_error', message })
}
