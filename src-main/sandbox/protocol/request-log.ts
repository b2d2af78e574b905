/** One request as the sandbox saw it. */
export interface LoggedRequest {
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** The path with `:id` in it; null for an unrecognized URL. */
  readonly route: string | null
  /** Null when the key was refused. */
  account: string | null
  livemode: boolean | null
  readonly idempotencyKey: string | null
  /** The form as it was sent. */
  readonly body: string
  readonly query: string
  readonly requestId: string
  /** Null when the connection was cut or never answered. */
  status: number | null
  replayed: boolean
  fault: string | null
}

const KEPT = 5000

/** Counts every request under /v1, and keeps the latest whole. */
export class RequestLog {
  #total = 0
  #writes = 0
  #byRoute = new Map<string, number>()
  #recent: LoggedRequest[] = []

  note(request: LoggedRequest): LoggedRequest {
    const route = `${request.method} ${request.route ?? request.path}`
    this.#total += 1
    if (request.method !== 'GET') this.#writes += 1
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1)
    this.#recent.push(request)
    if (this.#recent.length > KEPT * 2) this.#recent = this.#recent.slice(-KEPT)
    return request
  }

  /** `byRoute` counts under keys such as `POST /v1/customers/:id`; `recent` is oldest first. */
  read() {
    return {
      total: this.#total,
      writes: this.#writes,
      byRoute: Object.fromEntries(this.#byRoute),
      recent: this.#recent.slice(-KEPT),
    }
  }

  reset(): void {
    this.#total = 0
    this.#writes = 0
    this.#byRoute.clear()
    this.#recent = []
  }
}
