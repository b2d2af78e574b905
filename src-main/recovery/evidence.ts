import type { CustomerId, Environment, Fact, Reason, UserId } from '#contract'

/** The person behind a directory row, as far as a decision needs it. E-mails are folded (`foldEmail`). */
export interface Owner {
  readonly id: UserId
  readonly email: string | null
  readonly formerEmails: readonly string[]
  readonly name: string | null
  /** Null: the directory does not say. */
  readonly isVerified: boolean | null
  /** Milliseconds; null: the directory does not say. */
  readonly createdAt: number | null
}

/** A live customer, as far as a decision needs it. */
export interface CustomerFacts {
  readonly id: CustomerId
  readonly email: string | null
  readonly name: string | null
  /** Milliseconds, whole seconds. */
  readonly created: number
  readonly testClock: string | null
  /** What the owner metadata says; null where there is none. */
  readonly ownerId: string | null
  readonly ownerDirectory: string | null
  readonly ownerEnvironment: string | null
  readonly relinkIntent: string | null
}

/** What Stripe says of a stored id. */
export type Lookup =
  | { readonly kind: 'live'; readonly customer: CustomerFacts }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong_mode' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'forbidden'; readonly detail: string }

/** Money that hangs on a customer: what decides between several. */
export interface MoneyFacts {
  /** A subscription alive, a schedule to come, a balance, an open invoice or dispute. */
  readonly claim: Fact
  readonly card: Fact
  readonly paidInvoice: Fact
}

/** What a decision needs to know of the world around one customer and one owner. */
export interface Surroundings {
  readonly environment: Environment
  /** Our directory's name, as it is written to `metadata.directory`. */
  readonly directory: string
  /** Users other than the owner who hold this customer. */
  readonly heldByOthers: boolean
  /** The user that the owner metadata names is in the directory. */
  readonly namedUserExists: boolean
  /** Another user has the owner's e-mail too. */
  readonly emailShared: boolean
  /** One of our cases, or an intent of ours, says this customer is this very person's. */
  readonly ownRecord: boolean
  /** The test clock that the broken link was on. */
  readonly linkClock: string | null
}

/**
 * How strongly a customer speaks for an owner. `a`, `b`, `c` are recovery.md's evidence (`c` still has to be the
 * only one); `named` names the owner but may not be linked without a person, `possible` only shares the e-mail,
 * `none` is somebody else's.
 */
export interface Weighed {
  readonly customer: CustomerFacts
  readonly grade: 'a' | 'b' | 'c' | 'named' | 'possible' | 'none'
  readonly reasons: readonly Reason[]
}

/** Whether "there is no customer" is known, or only not seen. */
export type Absence =
  | { readonly kind: 'proven' }
  | { readonly kind: 'unproven'; readonly detail: string }
