import { invalid } from '../protocol/errors.ts'
import { filterOf, list } from '../protocol/lists.ts'
import { boolean, texts } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import { ofPath } from './lookup.ts'

const REACH_SECONDS = 30 * 86_400

/** `customer.*` stands for every type that begins so, `*` for all. */
function typeFilter(types: readonly string[]): (type: string) => boolean {
  if (types.length === 0) return () => true
  const exact = new Set(types)
  const starts = types.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1))
  return (type) => exact.has(type) || starts.some((start) => type.startsWith(start))
}

function listEvents(call: Call): object {
  const { env, params } = call
  const type = filterOf(params, 'type')
  const types = texts(params, 'types')
  if (type !== undefined && types.length > 0) {
    throw invalid(
      'You may only specify one of these parameters: type, types.',
      'types',
      'parameters_exclusive',
    )
  }
  if (types.length > 20) throw invalid('You may name up to 20 types.', 'types')
  const wanted = typeFilter(type === undefined ? types : [type])
  const oldest = env.clock.seconds() - REACH_SECONDS
  // Nothing waits for delivery: there are no endpoints to deliver to.
  const delivered = boolean(params, 'delivery_success') ?? true
  return list(call, env.events, {
    keep: (event) => delivered && event.created >= oldest && wanted(event.type),
  })
}

const GATE = { right: 'event', feature: 'events' } as const

export const eventEndpoints: readonly Endpoint[] = [
  endpoint(
    'GET /v1/events',
    { ...GATE, accepts: [...PAGING, 'type', 'types', 'delivery_success'] },
    listEvents,
  ),
  endpoint('GET /v1/events/:id', GATE, ({ env, id }) =>
    ofPath(env, (side) => side.events, 'event', id),
  ),
]
