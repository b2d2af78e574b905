import { createHash } from 'node:crypto'
import { AccountId, type CustomerId } from '#contract'
import type { Database } from '../db/index.ts'
import { type Gateway, isFailure } from '../gateway/index.ts'
import { createAccountStore, type StoredAccount } from './account-store.ts'
import type { SecretKey } from './secret-key.ts'

export interface Account {
  /** What everything of this account is kept under: Stripe's id, or one of our own where Stripe named none. */
  readonly id: AccountId
  readonly name: string | null
}

export interface AccountsInput {
  readonly db: Database
  readonly now?: () => number
  /** Some customers that we hold of an account, newest first: witnesses by which another key may join it. */
  readonly knownCustomers?: (account: AccountId) => readonly CustomerId[]
}

export type Accounts = ReturnType<typeof createAccounts>

const witnessesAsked = 5
const witnessesNeeded = 3

/** Tells whose a key is, and remembers it by the key's SHA-256. Never stores a key. */
export function createAccounts({ db, now = Date.now, knownCustomers = () => [] }: AccountsInput) {
  const store = createAccountStore(db, now)

  /**
   * The account of a key: as `/v1/account` says, else as the refusal names it, else as before with this key, else the
   * local account whose customers exist for this key too, else a new local one.
   * @throws {GatewayError} `auth`, or what kept Stripe from being asked, unless this key is known from before.
   */
  async function identify(gateway: Gateway, key: SecretKey): Promise<Account> {
    const fingerprint = fingerprintOf(key.secretKey)
    const known = store.byFingerprint(fingerprint)
    const told = await askStripe(gateway, known !== undefined)
    const account =
      known ??
      (told.id === null ? undefined : store.byStripeId(told.id)) ??
      (await joinByCustomers(gateway, key)) ??
      newAccount(told.id, fingerprint, key)
    return toAccount(store.remember(account, { fingerprint, ...told }))
  }

  /** The local account of this mode whose customers this key can see: three of five, or all where fewer are held. */
  async function joinByCustomers(
    gateway: Gateway,
    key: SecretKey,
  ): Promise<StoredAccount | undefined> {
    for (const account of store.localOnes(key.environment)) {
      const held = knownCustomers(account.id).slice(0, witnessesAsked)
      const needed = Math.min(witnessesNeeded, held.length)
      if (needed > 0 && (await countWitnesses(gateway, held)) >= needed) return account
    }
    return undefined
  }

  return {
    identify,
    joinByCustomers,
    /** The account that a key opened before, without asking anybody. */
    known: ({ secretKey }: Pick<SecretKey, 'secretKey'>): Account | undefined => {
      const account = store.byFingerprint(fingerprintOf(secretKey))
      return account === undefined ? undefined : toAccount(account)
    },
    nameOf: (id: AccountId): string | null => store.byId(id)?.name ?? null,
  }
}

/** A deleted customer is a witness too: only the account that had it remembers it. */
async function countWitnesses(gateway: Gateway, ids: readonly CustomerId[]): Promise<number> {
  let found = 0
  for (const id of ids) {
    const { kind } = await gateway.retrieveCustomer(id)
    if (kind === 'live' || kind === 'deleted') found += 1
  }
  return found
}

async function askStripe(gateway: Gateway, isKnown: boolean) {
  try {
    const answer = await gateway.account()
    if (answer.kind === 'unsupported') return { id: null, name: null }
    const id = AccountId.safeParse(answer.id).data ?? null
    return { id, name: answer.kind === 'named' ? answer.name : null }
  } catch (error) {
    // A key that was seen before needs nobody to say whose it is.
    if (isKnown && isOutOfReach(error)) return { id: null, name: null }
    throw error
  }
}

function isOutOfReach(error: unknown): boolean {
  return (
    isFailure(error, 'unreachable') ||
    isFailure(error, 'stripe_down') ||
    isFailure(error, 'rate_limited')
  )
}

/** A local id is made from the key, so that two consoles with one key agree on it. */
function newAccount(stripeId: string | null, fingerprint: string, key: SecretKey): StoredAccount {
  const id = AccountId.parse(stripeId ?? `local_${fingerprint.slice(0, 16)}`)
  return { id, stripeId, name: null, environment: stripeId === null ? key.environment : null }
}

/** Names a key without telling it. */
export function fingerprintOf(secretKey: string): string {
  return createHash('sha256').update('relink key\n').update(secretKey).digest('hex')
}

function toAccount({ id, name }: StoredAccount): Account {
  return { id, name }
}
