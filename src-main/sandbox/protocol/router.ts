import type { Act } from '../objects/act.ts'
import type { Environment } from '../store/environment.ts'
import type { Params } from './form.ts'
import type { Right } from './rights.ts'

/** Parts of Stripe that some accounts or countries lack, and that the sandbox can do without. */
export const FEATURES = [
  'search',
  'events',
  'account',
  'test_clocks',
  'schedules',
  'disputes',
  'portal',
] as const
export type Feature = (typeof FEATURES)[number]

/** One request, ready to be carried out. */
export interface Call {
  readonly env: Environment
  readonly act: Act
  readonly params: Params
  /** The id in the path; empty where the path has none. */
  readonly id: string
  readonly path: string
  /** Where the sandbox is reached, without a slash at the end. */
  readonly baseUrl: string
  /** False once a control call said that nobody saved portal settings. */
  readonly portalConfigured: boolean
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With `:id` where an id stands. */
  readonly path: string
  readonly right: Right
  readonly feature?: Feature
  /** Known parameters, beside `expand`. */
  readonly accepts: ReadonlySet<string>
  readonly handle: (call: Call) => object
}

/** What every list takes. */
export const PAGING = ['limit', 'starting_after', 'ending_before', 'created'] as const

export function endpoint(
  route: string,
  {
    right,
    accepts = [],
    feature,
  }: { right: string; accepts?: readonly string[]; feature?: Feature },
  handle: (call: Call) => object,
): Endpoint {
  const [verb, path = ''] = route.split(' ')
  const method = verb === 'POST' || verb === 'DELETE' ? verb : 'GET'
  return {
    method,
    path,
    right: { name: right, access: method === 'GET' ? 'read' : 'write' },
    accepts: new Set([...accepts, 'expand']),
    handle,
    ...(feature === undefined ? {} : { feature }),
  }
}

export interface Route {
  readonly endpoint: Endpoint
  readonly id: string
}

/** Finds the endpoint of a request; words win over `:id`. */
export function createRouter(
  endpoints: readonly Endpoint[],
): (method: string, path: string) => Route | undefined {
  const exact = new Map(endpoints.map((each) => [`${each.method} ${each.path}`, each]))
  return (method, path) => {
    const direct = exact.get(`${method} ${path}`)
    if (direct) return { endpoint: direct, id: '' }
    const parts = path.split('/')
    // The id is the last part, or the one before a final word: /v1/customers/:id/payment_methods.
    for (const at of [parts.length - 1, parts.length - 2]) {
      const id = parts[at]
      if (id === undefined || id === '' || at < 3) continue
      const found = exact.get(`${method} ${parts.with(at, ':id').join('/')}`)
      if (found) return { endpoint: found, id: decodeId(id) }
    }
    return undefined
  }
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone per cent sign: no id has one, so the text itself is as unknown as any.
    return text
  }
}
