import type { Clock } from '../clock.ts'
import { IdempotencyStore } from '../protocol/idempotency.ts'
import { createRandom, type Random, seedOf } from '../random.ts'
import { Collection } from './collection.ts'
import { CustomerSearch } from './customer-search.ts'
import type {
  Charge,
  Customer,
  Dispute,
  Event,
  Invoice,
  InvoicePayment,
  PaymentIntent,
  PaymentMethod,
  PortalConfiguration,
  Price,
  Product,
  Subscription,
  SubscriptionSchedule,
  TestClock,
} from './shapes.ts'

/** What one side of an account is known by. */
export interface AccountFacts {
  readonly id: string
  readonly displayName: string
  readonly country: string
  readonly currency: string
}

/** Test or live of one account: its objects, and what it remembers of requests. */
export class Environment {
  readonly account: AccountFacts
  readonly livemode: boolean
  readonly clock: Clock
  readonly random: Random
  readonly idempotency: IdempotencyStore
  readonly search: CustomerSearch
  /** The other mode of the same account. */
  sibling: Environment | undefined

  readonly customers = new Collection<Customer>()
  readonly products = new Collection<Product>()
  readonly prices = new Collection<Price>()
  readonly subscriptions = new Collection<Subscription>()
  readonly schedules = new Collection<SubscriptionSchedule>()
  readonly invoices = new Collection<Invoice>()
  readonly invoicePayments = new Collection<InvoicePayment>()
  readonly paymentIntents = new Collection<PaymentIntent>()
  readonly paymentMethods = new Collection<PaymentMethod>()
  readonly charges = new Collection<Charge>()
  readonly disputes = new Collection<Dispute>()
  readonly configurations = new Collection<PortalConfiguration>()
  readonly testClocks = new Collection<TestClock>()
  readonly events = new Collection<Event>()

  /** Customers by the secret in the address of a portal session. */
  readonly portalSessions = new Map<string, string>()

  readonly find = {
    customersByEmail: this.customers.index(({ email }) => (email === null ? [] : [email])),
    customersByClock: this.customers.index(({ test_clock }) => references(test_clock)),
    subscriptionsByCustomer: this.subscriptions.index(({ customer }) => references(customer)),
    subscriptionsByPrice: this.subscriptions.index(({ items }) =>
      items.data.map(({ price }) => price.id),
    ),
    schedulesByCustomer: this.schedules.index(({ customer }) => references(customer)),
    invoicesByCustomer: this.invoices.index(({ customer }) => references(customer)),
    invoicesBySubscription: this.invoices.index(({ parent }) =>
      references(parent?.subscription_details?.subscription),
    ),
    invoicePaymentsByInvoice: this.invoicePayments.index(({ invoice }) => references(invoice)),
    chargesByCustomer: this.charges.index(({ customer }) => references(customer)),
    chargesByIntent: this.charges.index(({ payment_intent }) => references(payment_intent)),
    intentsByCustomer: this.paymentIntents.index(({ customer }) => references(customer)),
    disputesByCharge: this.disputes.index(({ charge }) => references(charge)),
    disputesByIntent: this.disputes.index(({ payment_intent }) => references(payment_intent)),
    methodsByCustomer: this.paymentMethods.index(({ customer }) => references(customer)),
    pricesByProduct: this.prices.index(({ product }) => references(product)),
  }

  /** @param searchLag - How old a write must be, in seconds, before search sees it. */
  constructor(account: AccountFacts, livemode: boolean, clock: Clock, searchLag: () => number) {
    this.account = account
    this.livemode = livemode
    this.clock = clock
    this.random = createRandom(seedOf(`${account.id} ${livemode}`))
    this.idempotency = new IdempotencyStore(clock)
    this.search = new CustomerSearch(this.customers, clock, searchLag)
  }

  /** A new id: the old objects have 14 letters after their prefix, the newer ones 24. */
  id(prefix: string): string {
    return prefix === 'cus' || prefix === 'prod'
      ? `${prefix}_${this.random.letters(14)}`
      : `${prefix}_1${this.random.letters(23)}`
  }
}

/** The id in a field that may hold an id, the whole object, or nothing. */
export function idOf(field: string | { id: string } | null | undefined): string | undefined {
  return typeof field === 'string' ? field : field?.id
}

function references(field: string | { id: string } | null | undefined): readonly string[] {
  const id = idOf(field)
  return id === undefined ? [] : [id]
}
