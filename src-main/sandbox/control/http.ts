import type { Answer } from '../protocol/answers.ts'
import { ApiError } from '../protocol/errors.ts'
import { directoryCsv } from '../worlds/csv.ts'
import type { Control } from './control.ts'
import { readFault, readSeconds, readSettings, readTexts, Unreadable } from './read.ts'

export interface ControlRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
}

type Handler = (control: Control, given: { json: unknown; query: URLSearchParams }) => unknown

/** What `/_sandbox/` answers; everything is JSON but the directory as CSV. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET faults': (control) => control.faults(),
  'POST faults': (control, { json }) => ({ id: control.addFault(readFault(json)) }),
  'DELETE faults': (control) => control.clearFaults(),
  'POST clock': (control, { json }) => ({ seconds: control.advance(readSeconds(json)) }),
  'GET requests': (control) => control.requests(),
  'DELETE requests': (control) => control.resetRequests(),
  'POST settings': (control, { json }) => readSettings(json, control),
  'GET customers': (control, { query }) => control.customers(query.get('key') ?? ''),
  'POST subscriptions': (control, { json }) => {
    const { key, id, status } = readTexts(json, ['key', 'id', 'status'])
    return control.setSubscriptionStatus(key, id, status)
  },
  'POST disputes': (control, { json }) => {
    const { key, charge } = readTexts(json, ['key', 'charge'])
    return control.disputeCharge(key, charge)
  },
  'GET directory': (control) => control.world.directory,
  'GET truth': (control) => control.world.truth,
}

export function answerControl(control: Control, request: ControlRequest): Answer {
  const { method, path, query, body } = request
  const name = path.slice('/_sandbox/'.length)
  if (method === 'GET' && name === 'directory.csv') {
    return answer(200, directoryCsv(control.world.directory), 'text/csv; charset=utf-8')
  }
  const handle = HANDLERS[`${method} ${name}`]
  if (!handle) return answer(404, JSON.stringify({ error: `No ${method} ${path} here.` }))
  try {
    const json: unknown = body === '' ? {} : JSON.parse(body)
    const result = handle(control, { json, query: new URLSearchParams(query) })
    return answer(200, JSON.stringify(result ?? { ok: true }))
  } catch (error) {
    if (isRefusal(error)) return answer(400, JSON.stringify({ error: error.message }))
    throw error
  }
}

function isRefusal(error: unknown): error is Error {
  return [Unreadable, SyntaxError, RangeError, ApiError].some((kind) => error instanceof kind)
}

function answer(status: number, body: string, type = 'application/json'): Answer {
  return { status, headers: { 'Content-Type': type }, body }
}
