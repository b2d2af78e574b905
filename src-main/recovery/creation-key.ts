import { createHash } from 'node:crypto'
import type { AccountId, Environment } from '#contract'
import type { Owner } from './evidence.ts'
import type { NewCustomerBody } from './schema.ts'

/** What one creation is for. `replaces` is the stored id it replaces, or what a later key hangs on (a dead id). */
export interface CreationIntent {
  readonly account: AccountId
  readonly environment: Environment
  readonly directory: string
  readonly owner: Owner
  readonly replaces: string | null
}

/** Stripe may forget a key once it is 24 hours old; past this the customer is looked up instead. Milliseconds. */
export const KEY_LIFE_MS = 23 * 3_600_000

/** Tells apart two people who had the same row id: when the row was made, else its e-mail. */
export function personOf(owner: Owner): string {
  return owner.createdAt === null
    ? digest('email', owner.email ?? '')
    : `created:${owner.createdAt}`
}

/**
 * The Idempotency-Key of one customer's creation, the same on every console, so that a race makes one customer.
 *
 * @returns 44 characters of `relink_` and hex.
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export function customerCreationKey(intent: CreationIntent): string {
  const { account, environment, directory, owner, replaces } = intent
  return key(account, environment, directory, owner.id, personOf(owner), replaces ?? '')
}

/** The key after one that is used up: by a dead customer's id, or by the request whose failure it replays. */
export function nextKey(before: string, because: string): string {
  return key(before, because)
}

/** What marks the customer that a key made; metadata must not hold the key itself. */
export function markOf(idempotencyKey: string): string {
  return digest('intent', idempotencyKey).slice(0, 24)
}

/** The body that goes out under a key. */
export function newCustomerBody(
  { environment, directory, owner }: CreationIntent,
  contact: { readonly email: string; readonly name: string | null },
  idempotencyKey: string,
): NewCustomerBody {
  return {
    ...(contact.email.trim() === '' ? {} : { email: contact.email.trim() }),
    ...(contact.name === null || contact.name === '' ? {} : { name: contact.name }),
    metadata: {
      user_id: owner.id,
      environment,
      directory,
      created_via: 'auto_recovery',
      relink_intent: markOf(idempotencyKey),
    },
  }
}

function key(...parts: readonly string[]): string {
  return `relink_${digest(...parts).slice(0, 37)}`
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
