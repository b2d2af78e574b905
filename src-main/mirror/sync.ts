import type { MirrorKind, SyncResult } from '#contract'
import { type Gateway, GatewayError, isFailure } from '../gateway/index.ts'
import { mirrorKinds } from './kinds.ts'
import { toInterval } from './merge.ts'
import type { Mirror } from './mirror.ts'
import type { KindStatus } from './runs.ts'
import { idAt, objectAt } from './stripe-object.ts'

export type SyncProgress = (stage: MirrorKind, done: number) => void

/**
 * Lists every kind whole, newest first. A run is `ok` when all kinds are, `partial` when some are; a kind that this
 * Stripe does not have is left out with its reason.
 */
export async function syncMirror(
  mirror: Mirror,
  gateway: Gateway,
  options: {
    readonly now: () => number
    readonly progress?: SyncProgress
    readonly signal?: AbortSignal
  },
): Promise<SyncResult> {
  const objects: SyncResult['objects'] = {}
  const reasons: string[] = []
  for (const kind of mirrorKinds) {
    const failure = await syncKind(mirror, gateway, kind, options)
    if (failure === null) objects[kind] = mirror.status(kind).count
    else reasons.push(`${kind}: ${failure.message}`)
    options.signal?.throwIfAborted()
  }
  const failed = reasons.length
  const run = failed === 0 ? 'ok' : failed === mirrorKinds.length ? 'failed' : 'partial'
  return { run, objects, reason: reasons[0] ?? null }
}

/** @returns What Stripe failed with, or null. Anything else is thrown. */
async function syncKind(
  mirror: Mirror,
  gateway: Gateway,
  kind: MirrorKind,
  options: Parameters<typeof syncMirror>[2],
): Promise<GatewayError | null> {
  const asOf = options.now()
  const run = mirror.runs.start(kind, asOf)
  let stripeAsOf = Math.floor(asOf / 1000)
  let done = 0
  try {
    for await (const page of gateway.eachPage(kind, { pageSize: 100 })) {
      const interval = toInterval(page)
      if (done === 0) stripeAsOf = interval.from
      mirror.apply(
        page.items.map((object) => ({ kind, object, interval, source: 'list' as const, run })),
      )
      done += page.items.length
      options.progress?.(kind, done)
      options.signal?.throwIfAborted()
    }
    mirror.runs.succeed(kind, run, { asOf, stripeAsOf })
    return null
  } catch (error) {
    mirror.runs.fail(kind, error instanceof Error ? error.message : String(error))
    if (!(error instanceof GatewayError)) throw error
    return error
  }
}

/** How long the mirror's word on customers is taken without asking again, in milliseconds. */
export const CURRENT_MS = 60_000

/** Events may be visible a little after they happened. Seconds. */
const OVERLAP = 60

/** Stripe keeps events for 30 days. Seconds. */
const EVENTS_KEPT = 29 * 86_400

/** Above this many changed customers a whole listing is cheaper. */
const MANY_CHANGES = 300

/**
 * Brings the customers up to now: by events where this Stripe has them, else by listing all again. Afterwards the
 * mirror's word on "no customer has this metadata" is proof.
 *
 * @throws GatewayError when Stripe cannot be read; the mirror then stays as old as it was.
 */
export async function catchUpCustomers(
  mirror: Mirror,
  gateway: Gateway,
  now: () => number,
  maxAgeMs = CURRENT_MS,
): Promise<void> {
  // Who comes meanwhile waits, and asks himself only where that was not young enough.
  for (;;) {
    if (isCurrent(mirror.status('customer'), now(), maxAgeMs)) return
    const running = flights.get(mirror)
    if (running === undefined) break
    await running.catch(() => 'whoever began it hears of it')
    if (maxAgeMs === 0) break
  }
  const mine = catchUp(mirror, gateway, now)
  flights.set(mirror, mine)
  try {
    await mine
  } finally {
    if (flights.get(mirror) === mine) flights.delete(mirror)
  }
}

/** The catch-up under way of each mirror. */
const flights = new WeakMap<Mirror, Promise<void>>()

async function catchUp(mirror: Mirror, gateway: Gateway, now: () => number): Promise<void> {
  const { run, stripeAsOf } = mirror.status('customer')
  const reachable = stripeAsOf !== null && now() / 1000 - stripeAsOf < EVENTS_KEPT
  if (run === 'ok' && reachable && (await replayEvents(mirror, gateway, stripeAsOf, now))) return
  const failure = await syncKind(mirror, gateway, 'customer', { now })
  if (failure !== null) throw failure
}

/** Whether a kind is known as of not longer ago than this, in milliseconds. A clock that was set back makes it unknown. */
export function isCurrent({ run, asOf }: KindStatus, now: number, maxAgeMs: number): boolean {
  return run === 'ok' && asOf !== null && asOf <= now && now - asOf < maxAgeMs
}

/** @returns False where events cannot serve: this Stripe has none, or there are too many. */
async function replayEvents(
  mirror: Mirror,
  gateway: Gateway,
  since: number,
  now: () => number,
): Promise<boolean> {
  const asOf = now()
  const events = await customerEvents(gateway, since - OVERLAP)
  if (events === null) return false
  const changed = new Set(events.map(customerOfEvent).filter((id) => id !== null))
  if (changed.size > MANY_CHANGES) return false
  for (const id of changed) await mirror.retrieve(gateway, id)
  mirror.runs.caughtUp('customer', { asOf, stripeAsOf: toInterval(events).from })
  return true
}

/** Events say look, never what: only which customers to read. Null where this Stripe shows none. */
async function customerEvents(gateway: Gateway, since: number) {
  try {
    return await gateway.eventsSince(since, [
      'customer.created',
      'customer.updated',
      'customer.deleted',
    ])
  } catch (error) {
    // A poorer Stripe finds fault with the question; a key may lack the right. The whole listing says the same.
    const cannot = ['unsupported', 'invalid', 'permission'] as const
    if (cannot.some((kind) => isFailure(error, kind))) return null
    throw error
  }
}

function customerOfEvent(event: { readonly [field: string]: unknown }): string | null {
  return idAt(objectAt(objectAt(event, 'data'), 'object'), 'id')
}
