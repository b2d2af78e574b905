import type { AccountId, Environment } from '#contract'
import type { Database } from '../db/index.ts'

export interface StoredAccount {
  readonly id: AccountId
  readonly stripeId: string | null
  readonly name: string | null
  readonly environment: Environment | null
}

/** What was learnt about an account with a key. */
export interface Learnt {
  readonly fingerprint: string
  readonly id: string | null
  readonly name: string | null
}

const columns = 'account.id, stripe_id AS stripeId, name, environment'

/** The accounts' rows, and which key opened which. */
export function createAccountStore(database: Database, now: () => number) {
  const ofKey = database.prepare<[string], StoredAccount>(
    `SELECT ${columns} FROM account_key JOIN account ON account.id = account WHERE fingerprint = ?`,
  )
  const ofStripe = database.prepare<[string], StoredAccount>(
    `SELECT ${columns} FROM account WHERE stripe_id = ?`,
  )
  const local = database.prepare<[Environment], StoredAccount>(
    `SELECT ${columns} FROM account WHERE environment = ? ORDER BY first_seen_at, id`,
  )
  const byId = database.prepare<[string], StoredAccount>(
    `SELECT ${columns} FROM account WHERE id = ?`,
  )
  const addAccount = database.prepare<StoredAccount & { at: number }>(`
    INSERT INTO account (id, stripe_id, name, environment, first_seen_at)
    VALUES (@id, @stripeId, @name, @environment, @at) ON CONFLICT (id) DO NOTHING`)
  // Another row may hold the Stripe id already: two local accounts that were one all along stay as they are.
  const learn = database.prepare<{ id: string; stripeId: string | null; name: string | null }>(`
    UPDATE OR IGNORE account SET stripe_id = coalesce(stripe_id, @stripeId), name = coalesce(@name, name)
    WHERE id = @id`)
  const addKey = database.prepare<{ fingerprint: string; account: string; at: number }>(`
    INSERT INTO account_key (fingerprint, account, first_seen_at)
    VALUES (@fingerprint, @account, @at) ON CONFLICT (fingerprint) DO NOTHING`)

  const remember = database.transaction((account: StoredAccount, learnt: Learnt): StoredAccount => {
    addAccount.run({ ...account, at: now() })
    learn.run({ id: account.id, stripeId: learnt.id, name: learnt.name })
    addKey.run({ fingerprint: learnt.fingerprint, account: account.id, at: now() })
    return byId.get(account.id) ?? account
  })

  return {
    byId: (id: string) => byId.get(id),
    byFingerprint: (fingerprint: string) => ofKey.get(fingerprint),
    byStripeId: (id: string) => ofStripe.get(id),
    /** Those that Stripe did not name at first, oldest first. */
    localOnes: (environment: Environment) => local.all(environment),
    /** Writes the account, what was learnt about it, and the key that opens it, at once. */
    remember: (account: StoredAccount, learnt: Learnt): StoredAccount => remember(account, learnt),
  }
}
