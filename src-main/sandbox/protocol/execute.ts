import type { Environment } from '../store/environment.ts'
import { type Answer, type Envelope, failure, replay, success } from './answers.ts'
import { ApiError, invalid, serverError } from './errors.ts'
import { expand } from './expand.ts'
import type { FaultRule } from './faults.ts'
import { canonical, type Params, parseForm } from './form.ts'
import { refuseUnknown } from './params.ts'
import type { Route } from './router.ts'

/** A request that was let in. */
export interface Job {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
  readonly baseUrl: string
  readonly envelope: Envelope
  readonly route: Route
  readonly env: Environment
  readonly fault: FaultRule | undefined
  readonly latencyMs: number
  readonly portalConfigured: boolean
  /** False when this Stripe keeps no idempotency keys. */
  readonly remembers: boolean
}

export interface Executed {
  readonly answer: Answer
  readonly replayed: boolean
}

/**
 * Carries a request out, or gives the answer again that its idempotency key was given before.
 *
 * @throws ApiError for what is not kept for the key: validation, a key in flight, another request's key.
 */
export async function execute(job: Job): Promise<Executed> {
  const { method, env, envelope, path } = job
  const params = parseForm(method === 'GET' || job.body === '' ? job.query : job.body)
  const key = envelope.idempotencyKey
  if (key === undefined || method !== 'POST' || !job.remembers) {
    await wait(job)
    return { answer: success(envelope, work(job, params)), replayed: false }
  }
  if (key.length > 255) throw invalid('An idempotency key may have up to 255 characters.')
  const begun = env.idempotency.begin(key, path, canonical(params))
  await wait(job)
  if (begun.kind === 'replay') {
    return { answer: replay(envelope, begun.answer), replayed: true }
  }
  try {
    const answer = keepable(job, params)
    begun.keep({ ...answer, requestId: envelope.requestId })
    return { answer, replayed: false }
  } catch (error) {
    begun.forget()
    throw error
  }
}

/** An answer that the key keeps: a success, or an error after the work had begun. */
function keepable(job: Job, params: Params): Answer {
  try {
    return success(job.envelope, work(job, params))
  } catch (error) {
    if (!(error instanceof ApiError && error.stored)) throw error
    return failure(job.envelope, error)
  }
}

function work(
  { route, env, envelope, fault, path, baseUrl, portalConfigured }: Job,
  params: Params,
) {
  if (fault?.kind === 'stored_500') throw serverError({ stored: true })
  const { endpoint, id } = route
  refuseUnknown(params, endpoint.accepts)
  const act = {
    env,
    at: env.clock.seconds(),
    requestId: envelope.requestId,
    idempotencyKey: envelope.idempotencyKey ?? null,
  }
  const answer = endpoint.handle({ env, act, params, id, path, baseUrl, portalConfigured })
  return params['expand'] === undefined ? answer : expand(env, params, answer)
}

async function wait({ latencyMs, fault }: Job): Promise<void> {
  const ms = latencyMs + (fault?.kind === 'latency' ? fault.ms : 0)
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}
