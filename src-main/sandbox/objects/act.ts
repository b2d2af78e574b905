import type { Environment } from '../store/environment.ts'
import { API_VERSION, type EventType } from '../store/shapes.ts'

/** On whose behalf something changes; ids are null when Stripe itself acts. */
export interface Act {
  readonly env: Environment
  /** When, in Unix seconds. */
  readonly at: number
  /** True while a world is built that nobody has watched: no events. */
  readonly quiet?: boolean
  readonly requestId: string | null
  readonly idempotencyKey: string | null
}

/**
 * Records the event of a change.
 *
 * @param before - The object as it was; given for `*.updated`, whose events carry what changed.
 */
export function emit(act: Act, type: EventType, object: object, before?: object): void {
  const { env } = act
  if (act.quiet) return
  env.events.add({
    id: env.id('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: act.at,
    data: {
      object,
      ...(before === undefined ? {} : { previous_attributes: previousAttributes(before, object) }),
    },
    livemode: env.livemode,
    pending_webhooks: 0,
    request: { id: act.requestId, idempotency_key: act.idempotencyKey },
    type,
  })
}

/** Old values of what changed: nested objects by their changed keys only, arrays whole, null for what is new. */
export function previousAttributes(before: object, after: object): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const previous: Record<string, unknown> = {}
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(key)
    const is = now.get(key)
    if (was === is || JSON.stringify(was) === JSON.stringify(is)) continue
    previous[key] = isTree(was) && isTree(is) ? previousAttributes(was, is) : (was ?? null)
  }
  return previous
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
