import type { CustomerId, Environment } from '#contract'
import { account, createPortalSession } from './account.ts'
import {
  type CustomerFilter,
  createCustomer,
  listCustomers,
  retrieveCustomer,
  searchCustomersByMetadata,
  updateCustomer,
} from './customers.ts'
import {
  cardsOf,
  eachPage,
  eventsSince,
  invoicesOf,
  openDisputesOf,
  schedulesOf,
  subscriptionsOf,
} from './facts.ts'
import { createLimiter, type Limiter, limitsFor } from './limiter.ts'
import { probeRead } from './probe.ts'
import { type Ask, pause, Sender } from './sender.ts'
import type {
  AccountAnswer,
  Call,
  CreateAnswer,
  CustomerAnswer,
  CustomerBody,
  ListedKind,
  NewCustomer,
  Page,
  Priority,
  ProbeAnswer,
  Readable,
  Seen,
  StripeObject,
  UpdateAnswer,
} from './shapes.ts'

export interface GatewayOptions {
  readonly secretKey: string
  readonly environment: Environment
  /** `http://127.0.0.1:<port>` in place of Stripe. */
  readonly apiBase?: string | undefined
  /** Shared by all that calls with this account and environment; its own without one. */
  readonly limiter?: Limiter | undefined
  readonly onCall: (call: Call) => void
  readonly now?: () => number
  /** Waits between tries. Rejects with the signal's reason. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** For one attempt, in milliseconds. */
  readonly timeoutMs?: number
}

/**
 * The only speaker to Stripe, with one key. What Stripe answers about an object is data; whatever kept it from answering
 * is thrown as a `GatewayError`. Reads are tried again after 429, 5xx and silence; writes after 429 only. A call whose
 * signal is aborted rejects with the signal's reason, except a write that was sent: it is waited for.
 */
export interface Gateway {
  /** Requests sent so far, each attempt counted, by all that stem from one `createGateway`. */
  calls(): number
  /** The same gateway for another asker. */
  with(asker: { priority: Priority; signal?: AbortSignal | undefined }): Gateway

  retrieveCustomer(id: CustomerId): Promise<Seen<CustomerAnswer>>
  listCustomers(filter?: CustomerFilter): Promise<Seen<Page>>
  searchCustomersByMetadata(key: string, value: string): Promise<Seen<CustomerBody[]>>
  createCustomer(body: NewCustomer, idempotencyKey: string): Promise<CreateAnswer>
  updateCustomer(
    id: CustomerId,
    change: Pick<NewCustomer, 'metadata'>,
    idempotencyKey: string,
  ): Promise<Seen<UpdateAnswer>>

  /** The whole account, newest first, also cancelled subscriptions where Stripe can show them. */
  eachPage(
    kind: ListedKind,
    options?: { pageSize?: number },
  ): AsyncIterable<Seen<{ items: StripeObject[] }>>
  subscriptionsOf(customer: CustomerId): Promise<Seen<StripeObject[]>>
  schedulesOf(customer: CustomerId): Promise<Seen<StripeObject[]>>
  invoicesOf(customer: CustomerId): Promise<Seen<StripeObject[]>>
  cardsOf(customer: CustomerId): Promise<Seen<StripeObject[]>>
  openDisputesOf(customer: CustomerId): Promise<Seen<StripeObject[]>>
  /** Newest first. Stripe keeps events for 30 days. */
  eventsSince(seconds: number, types: readonly string[]): Promise<Seen<StripeObject[]>>

  account(): Promise<AccountAnswer>
  /** Whether this key may read one kind of object. Changes nothing. */
  probeRead(what: Readable): Promise<ProbeAnswer>
  createPortalSession(input: {
    customer: CustomerId
    returnUrl?: string | undefined
  }): Promise<{ url: string; requestId: string | null }>
}

export function createGateway(options: GatewayOptions): Gateway {
  const { secretKey, environment, apiBase, onCall } = options
  const sender = new Sender({
    secretKey,
    apiBase,
    onCall,
    limiter: options.limiter ?? createLimiter(limitsFor(environment, apiBase !== undefined)),
    now: options.now ?? Date.now,
    sleep: options.sleep ?? pause,
    timeoutMs: options.timeoutMs ?? 30_000,
  })
  return gatewayOf(sender, { priority: 'background', signal: undefined })
}

function gatewayOf(sender: Sender, ask: Ask): Gateway {
  return {
    calls: () => sender.calls,
    with: ({ priority, signal }) => gatewayOf(sender, { priority, signal }),
    retrieveCustomer: (id) => retrieveCustomer(sender, id, ask),
    listCustomers: (filter = {}) => listCustomers(sender, filter, ask),
    searchCustomersByMetadata: (key, value) =>
      searchCustomersByMetadata(sender, { key, value }, ask),
    createCustomer: (body, key) => createCustomer(sender, body, key, ask),
    updateCustomer: (id, { metadata }, idempotencyKey) =>
      updateCustomer(sender, { id, metadata, idempotencyKey }, ask),
    eachPage: (kind, { pageSize = 100 } = {}) => eachPage(sender, kind, pageSize, ask),
    subscriptionsOf: (customer) => subscriptionsOf(sender, customer, ask),
    schedulesOf: (customer) => schedulesOf(sender, customer, ask),
    invoicesOf: (customer) => invoicesOf(sender, customer, ask),
    cardsOf: (customer) => cardsOf(sender, customer, ask),
    openDisputesOf: (customer) => openDisputesOf(sender, customer, ask),
    eventsSince: (seconds, types) => eventsSince(sender, { seconds, types }, ask),
    account: () => account(sender, ask),
    probeRead: (what) => probeRead(sender, what, ask),
    createPortalSession: (input) => createPortalSession(sender, input, ask),
  }
}
