import type { Clock } from '../clock.ts'
import { invoicePeriod } from '../objects/billing.ts'
import { dispute } from '../objects/disputes.ts'
import type { Status } from '../objects/subscription-shape.ts'
import { changeSubscription, endSubscription } from '../objects/subscriptions.ts'
import type { FaultRule } from '../protocol/faults.ts'
import { readKey } from '../protocol/keys.ts'
import type { Rates } from '../protocol/rate-limit.ts'
import type { RequestLog } from '../protocol/request-log.ts'
import type { Wording } from '../protocol/rights.ts'
import { FEATURES, type Feature } from '../protocol/router.ts'
import type { Service } from '../protocol/service.ts'
import type { Environment } from '../store/environment.ts'
import type { Customer, Dispute, Subscription } from '../store/shapes.ts'
import type { Universe } from '../store/universe.ts'
import type { World } from '../worlds/world.ts'

/** What may be missing from the Stripe that the sandbox plays; without `idempotency` nothing is replayed. */
export type Lackable = Feature | 'idempotency'
export const LACKABLE: readonly Lackable[] = [...FEATURES, 'idempotency']

/** What a test may do to the sandbox while it runs. The same is reached by HTTP under `/_sandbox/`. */
export interface Control {
  readonly world: World
  /** Arms a fault and gives its id. */
  addFault(rule: FaultRule): string
  faults(): { id: string; rule: FaultRule; left: number | null }[]
  clearFaults(): void
  /** Moves the sandbox's clock forward and gives its time; both in seconds. */
  advance(seconds: number): number
  requests(): ReturnType<RequestLog['read']>
  resetRequests(): void
  /** Plays a poorer Stripe from now on; an empty list is the whole Stripe again. */
  without(features: readonly Lackable[]): void
  /** How old a write must be, in seconds, before search sees it. */
  setSearchLag(seconds: number): void
  /** Milliseconds added to every answer. */
  setLatency(ms: number): void
  setRates(rates: Rates): void
  /** Takes rights such as `customer_write` from a key; an empty list gives them back. */
  deny(key: string, rights: readonly string[], wording?: Wording): void
  /** False: nobody has saved portal settings. */
  setPortalConfigured(configured: boolean): void
  /** Every living customer of the key's environment, oldest first. */
  customers(key: string): Customer[]
  /**
   * Brings a subscription into a status, with the events and the unpaid invoice that belong to it.
   *
   * @throws RangeError when there is no such subscription or status.
   */
  setSubscriptionStatus(key: string, id: string, status: Status): Subscription
  /** Opens a dispute of a charge. */
  disputeCharge(key: string, charge: string): Dispute
}

export function createControl(
  service: Service,
  universe: Universe,
  clock: Clock,
  world: World,
): Control {
  const environment = (key: string): Environment => {
    const { account, live } = readKey(`Bearer ${key}`)
    const sides = universe.account(account)
    return live ? sides.live : sides.test
  }
  const change = (settings: Partial<Service['settings']>) => {
    service.settings = { ...service.settings, ...settings }
  }
  return {
    world,
    addFault: (rule) => service.faults.add(rule),
    faults: () => service.faults.list(),
    clearFaults: () => service.faults.clear(),
    advance(seconds) {
      clock.advance(seconds)
      return clock.seconds()
    },
    requests: () => service.log.read(),
    resetRequests: () => service.log.reset(),
    without: (features) => change({ without: new Set(features) }),
    setSearchLag(seconds) {
      universe.searchLagSeconds = seconds
    },
    setLatency: (latencyMs) => change({ latencyMs }),
    setRates(rates) {
      service.limiter.rates = rates
    },
    deny(key, rights, wording = service.settings.wording) {
      change({ denied: new Map([...service.settings.denied, [key, rights]]), wording })
    },
    setPortalConfigured: (portalConfigured) => change({ portalConfigured }),
    customers: (key) => [...environment(key).customers.values()],
    setSubscriptionStatus: (key, id, status) => setStatus(environment(key), id, status),
    disputeCharge: (key, charge) => dispute(byItself(environment(key)), charge),
  }
}

/** Nobody asked over the API: the events carry no request. */
function byItself(env: Environment) {
  return { env, at: env.clock.seconds(), requestId: null, idempotencyKey: null }
}

const STATUSES: readonly Status[] = [
  'active',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
]

function setStatus(env: Environment, id: string, status: Status): Subscription {
  if (!STATUSES.includes(status)) throw new RangeError(`No such status: '${status}'`)
  const act = byItself(env)
  const before = env.subscriptions.get(id)
  if (!before) throw new RangeError(`No such subscription: '${id}'`)
  if (status === 'canceled') return endSubscription(act, before)
  const owes = status === 'past_due' || status === 'unpaid'
  const invoice = owes ? invoicePeriod(act, before, 'subscription_cycle', 'failed') : undefined
  const latest = invoice === undefined ? {} : { latest_invoice: invoice.id }
  return changeSubscription(act, before, { ...before, ...latest, status })
}
