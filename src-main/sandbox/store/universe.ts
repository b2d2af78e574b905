import type { Clock } from '../clock.ts'
import { createRandom, seedOf } from '../random.ts'
import { Environment } from './environment.ts'

/** Both sides of one account. */
export interface Account {
  readonly id: string
  readonly test: Environment
  readonly live: Environment
}

/** Every account there is. One begins to exist when its key is first used. */
export class Universe {
  readonly #accounts = new Map<string, Account>()
  readonly #clock: Clock
  /** How old a write must be, in seconds, before search sees it. */
  searchLagSeconds = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param name - What follows `sk_test_` or `sk_live_` in the account's keys. */
  account(name: string): Account {
    const known = this.#accounts.get(name)
    if (known) return known
    const id = `acct_1${createRandom(seedOf(`account ${name}`)).letters(15)}`
    // What looks like a real key's secret must not come back as a name, which clients store.
    const shown = name.length > 12 ? id.slice(-4) : name
    const facts = {
      id,
      displayName: name === 'demo' ? 'Acme Diary' : `Sandbox ${shown}`,
      country: 'DE',
      currency: 'eur',
    }
    const lag = () => this.searchLagSeconds
    const account = {
      id: facts.id,
      test: new Environment(facts, false, this.#clock, lag),
      live: new Environment(facts, true, this.#clock, lag),
    }
    account.test.sibling = account.live
    account.live.sibling = account.test
    this.#accounts.set(name, account)
    return account
  }

  environments(): Environment[] {
    return [...this.#accounts.values()].flatMap(({ test, live }) => [test, live])
  }
}
