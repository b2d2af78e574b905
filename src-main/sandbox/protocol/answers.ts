import type { Clock } from '../clock.ts'
import { API_VERSION } from '../store/shapes.ts'
import { type ApiError, errorBody } from './errors.ts'
import type { StoredAnswer } from './idempotency.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What every answer to one request has in common. */
export interface Envelope {
  readonly clock: Clock
  readonly requestId: string
  readonly idempotencyKey: string | undefined
  readonly livemode: boolean
}

export function success(envelope: Envelope, value: object): Answer {
  return { status: 200, headers: headersOf(envelope), body: JSON.stringify(value) }
}

/** An error in Stripe's form. `Stripe-Should-Retry` is set where Stripe decides it for the SDK. */
export function failure(envelope: Envelope, error: ApiError): Answer {
  const { requestId, livemode, clock } = envelope
  const retry = error.status === 409 || error.status >= 500
  const says = retry || error.status === 400
  return {
    status: error.status,
    headers: {
      ...headersOf(envelope),
      ...(says ? { 'Stripe-Should-Retry': String(retry) } : {}),
      ...error.headers,
    },
    body: JSON.stringify(errorBody(error, requestId, livemode, clock.seconds())),
  }
}

/** What an idempotency key was answered before, under a request id of its own. */
export function replay(envelope: Envelope, { status, body, requestId }: StoredAnswer): Answer {
  const headers = {
    ...headersOf(envelope),
    'Original-Request': requestId,
    'Idempotent-Replayed': 'true',
    ...(status >= 400 ? { 'Stripe-Should-Retry': 'false' } : {}),
  }
  return { status, headers, body }
}

function headersOf({ clock, requestId, idempotencyKey }: Envelope): Record<string, string> {
  return {
    'Request-Id': requestId,
    'Stripe-Version': API_VERSION,
    'Content-Type': 'application/json',
    Date: new Date(clock.milliseconds()).toUTCString(),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  }
}
