import { blankPrice, blankProduct } from '../objects/catalog.ts'
import { blankCustomer, deleteCustomer } from '../objects/customers.ts'
import { endSubscription } from '../objects/subscriptions.ts'
import type { Random } from '../random.ts'
import type { Environment } from '../store/environment.ts'
import type { Customer, Price, Subscription } from '../store/shapes.ts'
import type { Account } from '../store/universe.ts'
import { nameOf } from './names.ts'
import { type SubscribeOptions, subscribe } from './subscribe.ts'
import type { DirectoryUser, Truth } from './world.ts'

export const DAY = 86_400

/** A user whose link is still to be written. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly isVerified: boolean
  /** Unix seconds. */
  readonly createdAt: number
  readonly companyId?: string
}

export interface CustomerFacts {
  readonly id?: string
  readonly email?: string | null
  readonly name?: string
  readonly metadata?: Readonly<Record<string, string>>
  /** Unix seconds. */
  readonly created?: number
  readonly env?: Environment
}

/** Monthly prices in EUR, by what they are called. */
export const PLANS = { pro: 2900, team: 9900, business: 24900 } as const
export type PlanName = keyof typeof PLANS

export interface StageOptions {
  /** The number of the first user. */
  readonly firstUser: number
  /** No events for what is built. */
  readonly quiet: boolean
  /** How many earlier periods of a subscription have an invoice. */
  readonly history: number
}

/** Where a world is built: it makes people and customers straight into an account, without events unless told. */
export class Stage {
  readonly random: Random
  readonly test: Environment
  readonly live: Environment
  readonly now: number
  readonly users: DirectoryUser[] = []
  readonly truth: Truth[] = []
  readonly orphans: string[] = []
  readonly #prices = new Map<string, Price>()
  readonly #quiet: boolean
  readonly #history: number
  #nextUser: number

  constructor(account: Account, random: Random, options: StageOptions) {
    this.test = account.test
    this.live = account.live
    this.random = random
    this.now = account.test.clock.seconds()
    this.#quiet = options.quiet
    this.#history = options.history
    this.#nextUser = options.firstUser
    for (const env of [this.test, this.live]) this.#stock(env)
  }

  #stock(env: Environment): void {
    const created = this.now - 900 * DAY
    for (const [name, amount] of Object.entries(PLANS)) {
      const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
      const product = { ...blankProduct(env, title), created, updated: created }
      const facts = { product: product.id, currency: 'eur', amount, interval: 'month' } as const
      const price = { ...blankPrice(env, facts), created, nickname: `${title} monthly` }
      env.products.add(product)
      env.prices.add(price)
      this.#prices.set(`${env.livemode} ${name}`, price)
    }
  }

  act(env: Environment, at: number) {
    return { env, at, quiet: this.#quiet, requestId: null, idempotencyKey: null }
  }

  price(env: Environment, plan: PlanName): Price {
    const price = this.#prices.get(`${env.livemode} ${plan}`)
    if (!price) throw new Error(`No price is called ${plan}`)
    return price
  }

  /** The next user: older than ten days, verified, with an address of their own unless told otherwise. */
  person(known: Partial<Person> = {}): Person {
    const number = this.#nextUser++
    const id = known.id ?? String(number)
    const { name, email } = nameOf(this.random, number)
    const company =
      this.random.below(4) === 0 ? { companyId: String(1 + this.random.below(40)) } : {}
    return {
      id,
      name,
      email,
      isVerified: true,
      createdAt: this.now - this.random.below(700 * DAY) - 40 * DAY,
      ...company,
      ...known,
    }
  }

  /** A living customer. */
  customer(facts: CustomerFacts = {}): Customer {
    const env = facts.env ?? this.test
    const blank = blankCustomer(env, facts.id)
    const customer: Customer = {
      ...blank,
      created: facts.created ?? this.now - 30 * DAY,
      email: facts.email ?? null,
      name: facts.name ?? null,
      metadata: { ...facts.metadata },
    }
    env.customers.add(customer)
    return customer
  }

  /** A customer made for this person: their address, their name, their id in the metadata. */
  own(person: Person, facts: CustomerFacts = {}): Customer {
    return this.customer({
      email: person.email,
      name: person.name,
      metadata: { user_id: person.id },
      created: person.createdAt + this.random.below(DAY),
      ...facts,
    })
  }

  subscribe(customer: Customer, plan: PlanName, options: SubscribeOptions = {}) {
    const env = customer.livemode ? this.live : this.test
    return subscribe(this.act(env, this.now), customer.id, this.price(env, plan), {
      history: this.#history,
      ...options,
    })
  }

  /** Ends a subscription three days ago. */
  cancel(subscription: Subscription): void {
    const env = subscription.livemode ? this.live : this.test
    endSubscription(this.act(env, this.now - 3 * DAY), subscription)
  }

  /** Deletes a customer some days ago, and gives the id. */
  remove(customer: Customer, daysAgo = 1 + this.random.below(20)): string {
    const env = customer.livemode ? this.live : this.test
    const latest = env.customers.get(customer.id) ?? customer
    deleteCustomer(this.act(env, this.now - Math.round(daysAgo * DAY)), latest)
    return customer.id
  }

  /** Writes a user into the directory, with what is true of their link. */
  settle(
    person: Person,
    stored: string | null,
    truth: Omit<Truth, 'user' | 'findings'> & { findings?: Truth['findings'] },
    storedLive: string | null = null,
  ): void {
    this.users.push({
      ...person,
      stripeCustomerIdTest: stored,
      stripeCustomerIdLive: storedLive,
    })
    this.truth.push({ findings: [], ...truth, user: person.id })
  }
}
