import type { Clock } from '../clock.ts'
import { ALWAYS, Collection, type Entry, type Page } from './collection.ts'
import { type Clause, foldText, matches, parseQuery } from './search-query.ts'
import type { Customer } from './shapes.ts'

interface Write {
  readonly id: string
  readonly value: Customer | undefined
  /** Unix seconds. */
  readonly at: number
}

/** Search sees what was written `lag` seconds ago, as Stripe's does; never read-after-write once that is set. */
export class CustomerSearch {
  readonly #source: Collection<Customer>
  readonly #clock: Clock
  readonly #lag: () => number
  readonly #seen = new Collection<Customer>()
  readonly #byEmail = this.#seen.index(({ email }) => (email === null ? [] : [foldText(email)]))
  readonly #byMetadata = new Map<string, (value: string) => Iterable<Entry<Customer>>>()
  #pending: Write[] = []

  constructor(source: Collection<Customer>, clock: Clock, lag: () => number) {
    this.#source = source
    this.#clock = clock
    this.#lag = lag
    source.observe((value, deleted, isNew) => {
      const at = isNew ? value.created : clock.seconds()
      this.#pending.push({ id: value.id, value: deleted ? undefined : value, at })
    })
  }

  /** A page of living customers, newest first. */
  page(query: string, limit: number, after: string | undefined): Page<Customer> {
    this.#catchUp()
    const parsed = parseQuery(query)
    const among = parsed.any ? undefined : this.#narrow(parsed.clauses)
    return this.#seen.page({
      limit,
      created: ALWAYS,
      startingAfter: after,
      among,
      keep: (customer) => this.#source.get(customer.id) !== undefined && matches(parsed, customer),
    })
  }

  #catchUp(): void {
    const until = this.#clock.seconds() - this.#lag()
    const waiting: Write[] = []
    for (const write of this.#pending) {
      if (write.at > until) waiting.push(write)
      else this.#see(write)
    }
    this.#pending = waiting
  }

  #see({ id, value }: Write): void {
    if (!value) this.#seen.remove(id)
    else if (this.#seen.get(id)) this.#seen.replace(value)
    else if (!this.#seen.entry(id)) this.#seen.add(value)
  }

  /** An equality that an index can answer saves looking at every customer. */
  #narrow(clauses: readonly Clause[]): Iterable<Entry<Customer>> | undefined {
    for (const { field, key, operator, value, negated } of clauses) {
      if (negated || operator !== ':' || value === null) continue
      if (field === 'email') return this.#byEmail(foldText(value))
      if (field === 'metadata' && key !== undefined) return this.#metadata(key)(foldText(value))
    }
    return undefined
  }

  #metadata(key: string) {
    const known = this.#byMetadata.get(key)
    if (known) return known
    const index = this.#seen.index(({ metadata }) => {
      const value = metadata[key]
      return value === undefined ? [] : [foldText(value)]
    })
    this.#byMetadata.set(key, index)
    return index
  }
}
