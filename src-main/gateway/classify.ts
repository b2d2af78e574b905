import type { GatewayFailure } from './failure.ts'
import { redact } from './redact.ts'
import type { Reply } from './transport.ts'

/** The `error` of Stripe's answers. A poorer Stripe leaves fields out. */
interface ErrorBody {
  readonly type: string | null
  readonly code: string | null
  readonly param: string | null
  readonly message: string
  readonly declineCode: string | null
}

type Answer = Extract<Reply, { kind: 'answer' }>

/**
 * The one place that reads Stripe's refusals, and the only one that looks at the words of its messages: there is no
 * other sign of the wrong mode, of a missing right's name, of the account behind a key, or of an unknown URL.
 * Null means that the request was granted.
 */
export function classify(reply: Reply): GatewayFailure | null {
  if (reply.kind === 'none') return silence[reply.reason]
  const error = errorOf(reply.body)
  const { status } = reply
  if (status < 400 && error === null)
    return isStripes(reply) ? null : { kind: 'unreachable', reason: 'not_stripe' }
  if (noSuchEndpoint.has(status)) return { kind: 'unsupported', what: null }
  if (status >= 500 || status === 424) return { kind: 'stripe_down', status }
  return refusals[status]?.(error ?? blank, reply) ?? badRequest(error ?? blank)
}

/** Stripe never redirects, and speaks JSON: a captive portal or a proxy does otherwise. */
function isStripes({ status, body }: Answer): boolean {
  return status >= 200 && status < 300 && isObject(body)
}

const silence: Readonly<Record<'timeout' | 'connection' | 'aborted', GatewayFailure>> = {
  timeout: { kind: 'unreachable', reason: 'timeout' },
  connection: { kind: 'unreachable', reason: 'connection' },
  aborted: { kind: 'unreachable', reason: 'connection' },
}

const noSuchEndpoint: ReadonlySet<number> = new Set([405, 410, 501])

/** Whether the failure means that this endpoint does not exist here, when its path holds no id that could be missing. */
export function isUnknownEndpoint(reply: Reply): boolean {
  return (
    reply.kind === 'answer' &&
    reply.status === 404 &&
    errorOf(reply.body)?.code !== 'resource_missing'
  )
}

const blank: ErrorBody = { type: null, code: null, param: null, message: '', declineCode: null }

type Refusal = (error: ErrorBody, reply: Answer) => GatewayFailure

const refusals: Readonly<Record<number, Refusal>> = {
  401: ({ code, message }) => ({
    kind: 'auth',
    expired: code === 'api_key_expired' || /^expired api key/i.test(message),
  }),
  402: ({ code, declineCode }) => ({ kind: 'card', code, declineCode }),
  403: ({ message }) => ({
    kind: 'permission',
    // Two wordings: having the 'rak_customer_read' permission, and Enabling Customers Read ('customer_read').
    missing: /'rak_([a-z_]+)'|\('([a-z_]+)'\)/.exec(message)?.slice(1).find(Boolean) ?? null,
    account: /'(acct_[A-Za-z0-9]+)'/.exec(message)?.[1] ?? null,
  }),
  404: (error, { body }) => {
    if (livesInOtherMode(error)) return { kind: 'wrong_mode' }
    if (error.code === 'resource_missing')
      return { kind: 'not_found', param: error.param, isCertain: true }
    // No envelope of Stripe's, or the words for a URL nobody serves: nothing was said about an id.
    if (errorOf(body) === null || /^unrecognized request url/i.test(error.message))
      return { kind: 'unsupported', what: null }
    return { kind: 'not_found', param: error.param, isCertain: false }
  },
  409: ({ code }) => ({ kind: 'conflict', code }),
  429: ({ code }, { headers }) => ({
    kind: 'rate_limited',
    reason: code === 'lock_timeout' ? 'lock' : limitNamed(headers['stripe-rate-limited-reason']),
  }),
}

function badRequest(error: ErrorBody): GatewayFailure {
  const { type, code, param, message } = error
  if (code === 'rate_limit') return { kind: 'rate_limited', reason: null }
  if (code === 'idempotency_key_in_use') return { kind: 'conflict', code }
  if (type === 'idempotency_error') return { kind: 'conflict', code: type }
  if (livesInOtherMode(error)) return { kind: 'wrong_mode' }
  if (code === 'resource_missing') return { kind: 'not_found', param, isCertain: true }
  if (code === 'parameter_unknown' || /unknown parameter/i.test(message))
    return {
      kind: 'unsupported',
      what: param ?? /parameters?: ([\w[\]]+)/i.exec(message)?.[1] ?? 'one of those sent',
    }
  return { kind: 'invalid', code, param, said: message === '' ? null : redact(message) }
}

function livesInOtherMode({ code, message }: ErrorBody): boolean {
  return code === 'livemode_mismatch' || /similar object exists in (live|test) mode/i.test(message)
}

function limitNamed(header: string | string[] | undefined) {
  const reason = String(header ?? '')
  if (reason.startsWith('global')) return 'account'
  if (reason.startsWith('endpoint')) return 'endpoint'
  return reason.startsWith('resource') ? 'resource' : null
}

function errorOf(body: unknown): ErrorBody | null {
  const error = isObject(body) ? body['error'] : undefined
  if (!isObject(error)) return null
  const text = (field: string) => (typeof error[field] === 'string' ? error[field] : null)
  return {
    type: text('type'),
    code: text('code'),
    param: text('param'),
    message: text('message') ?? '',
    declineCode: text('decline_code'),
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
