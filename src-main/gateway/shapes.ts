import type { CustomerId } from '#contract'

/** One attempt at Stripe, also one that is tried again: what the request log keeps. */
export interface Call {
  /** Stripe's named operation, such as `customers.retrieve`: what its per-endpoint limit counts. */
  readonly operation: string
  readonly method: string
  /** With ids, never with a query. */
  readonly path: string
  /** Null when no answer came. */
  readonly status: number | null
  readonly ms: number
  readonly requestId: string | null
  /** `ok`, `aborted`, or the kind of the failure. */
  readonly outcome: string
  /** When it was sent, in milliseconds. */
  readonly at: number
}

/** Whether somebody is waiting for it. People go first. */
export type Priority = 'person' | 'background'

/** Any object as it came over the wire (`*_decimal` fields are strings). */
export interface StripeObject {
  readonly id: string
  readonly object?: string
  readonly deleted?: boolean
  readonly [field: string]: unknown
}

/** A live customer as it came over the wire. A poorer Stripe may leave out what is optional here. */
export interface CustomerBody extends StripeObject {
  readonly id: CustomerId
  readonly email?: string | null
  readonly name?: string | null
  readonly metadata?: Readonly<Record<string, string>>
  /** Unix seconds. */
  readonly created?: number
  /** Minor units of `currency`; negative is credit. */
  readonly balance?: number
  readonly currency?: string | null
  readonly livemode?: boolean
  readonly test_clock?: string | null
}

/**
 * When Stripe's state was what the answer says: at some moment in [asked, answered], in milliseconds on *Stripe's*
 * clock. Both ends are bounds, as the `Date` header has whole seconds only; see stripe-clock.ts. What was read in
 * several pages has the interval of all of them.
 */
export interface Sighting {
  readonly requestId: string | null
  readonly asked: number
  readonly answered: number
}

export type Seen<T> = T & Sighting

/** Newest first. */
export interface Page {
  readonly items: CustomerBody[]
  readonly hasMore: boolean
}

/** The types that are listed account-wide. */
export type ListedKind = 'customer' | 'subscription' | 'product' | 'price' | 'invoice'

export interface NewCustomer {
  readonly email?: string
  readonly name?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** What became of one sending. Only `created` says that a customer exists; after the last two nobody knows. */
export type CreateAnswer =
  | {
      readonly kind: 'created'
      readonly customer: CustomerBody
      /** The customer as it was born, perhaps long ago: retrieve it before storing its id. */
      readonly replayed: boolean
      readonly requestId: string | null
    }
  /** 409: another request with this key is under way. */
  | { readonly kind: 'in_use' }
  /** 400 `idempotency_error`: the key was used for something else. */
  | { readonly kind: 'key_refused' }
  | {
      readonly kind: 'failed'
      readonly replayed: boolean
      readonly originalRequest: string | null
      readonly requestId: string | null
    }
  | { readonly kind: 'no_answer' }

export type CustomerAnswer =
  | { readonly kind: 'live'; readonly customer: CustomerBody }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong_mode' }

export type UpdateAnswer =
  | { readonly kind: 'updated'; readonly customer: CustomerBody }
  | { readonly kind: 'missing' }

export type AccountAnswer =
  | { readonly kind: 'named'; readonly id: string; readonly name: string | null }
  /** The key may not ask; the refusal may name the account all the same. */
  | { readonly kind: 'forbidden'; readonly id: string | null }
  | { readonly kind: 'unsupported' }

/** What a key may be seen to read, by Stripe's name of the right. Prices are `plan` there. */
export type Readable =
  | 'customer'
  | 'subscription'
  | 'product'
  | 'plan'
  | 'invoice'
  | 'charge'
  | 'dispute'
  | 'payment_method'
  | 'event'

/** `missing` as `customer_read`. */
export type ProbeAnswer =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly missing: string }
  | { readonly kind: 'unsupported' }
