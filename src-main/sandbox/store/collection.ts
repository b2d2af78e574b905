/** What every stored object has; `created` is in Unix seconds. */
export interface StripeObject {
  readonly id: string
  readonly object: string
  readonly created: number
}

/** One object's place in its collection. Its value is replaced, never changed, so snapshots are free. */
export interface Entry<T> {
  value: T
  deleted: boolean
  readonly created: number
  readonly order: number
}

export interface Range {
  /** First and last second that belong to the range. */
  readonly from: number
  readonly to: number
}

export interface PageRequest<T> {
  readonly limit: number
  readonly created: Range
  readonly startingAfter?: string | undefined
  readonly endingBefore?: string | undefined
  /** Narrows the search to these; all when absent. */
  readonly among?: Iterable<Entry<T>> | undefined
  readonly keep: (value: T) => boolean
}

export interface Page<T> {
  readonly data: T[]
  readonly hasMore: boolean
}

export const ALWAYS: Range = { from: -Infinity, to: Infinity }

function older<T>(a: Entry<T>, b: Entry<T>): number {
  return a.created - b.created || a.order - b.order
}

/** The first position whose entry is not before the mark. */
function lowerBound<T>(entries: readonly Entry<T>[], isBefore: (entry: Entry<T>) => boolean) {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle]
    if (entry && isBefore(entry)) low = middle + 1
    else high = middle
  }
  return low
}

type Keys<T> = (value: T) => readonly string[]
type Buckets<T> = Map<string, Set<Entry<T>>>
type Observer<T> = (value: T, deleted: boolean, isNew: boolean) => void

/**
 * Objects of one kind in one environment, in the order of their creation.
 *
 * A deleted object stays as a tombstone: its id is remembered and still works as a cursor, and no list shows it.
 */
export class Collection<T extends StripeObject> {
  readonly #byId = new Map<string, Entry<T>>()
  readonly #indexes: { keys: Keys<T>; buckets: Buckets<T> }[] = []
  readonly #observers: Observer<T>[] = []
  #ordered: Entry<T>[] = []
  #inOrder = true

  get size(): number {
    return this.#byId.size
  }

  /** The living object, if there is one. */
  get(id: string): T | undefined {
    const entry = this.#byId.get(id)
    return entry && !entry.deleted ? entry.value : undefined
  }

  /** The object's place, also when it is deleted. */
  entry(id: string): Entry<T> | undefined {
    return this.#byId.get(id)
  }

  /** Calls back after each addition, replacement and removal. */
  observe(observer: Observer<T>): void {
    this.#observers.push(observer)
  }

  /** Living objects, oldest first. */
  *values(): Generator<T> {
    for (const entry of this.#sorted()) if (!entry.deleted) yield entry.value
  }

  add(value: T): Entry<T> {
    if (this.#byId.has(value.id)) throw new Error(`${value.id} exists already`)
    const order = this.#ordered.length
    const entry = { value, deleted: false, created: value.created, order }
    const last = this.#ordered.at(-1)
    if (last && last.created > value.created) this.#inOrder = false
    this.#ordered.push(entry)
    this.#byId.set(value.id, entry)
    this.#file(entry)
    for (const observe of this.#observers) observe(value, false, true)
    return entry
  }

  /** Replaces a living object by its next version. */
  replace(value: T): Entry<T> {
    const entry = this.#byId.get(value.id)
    if (!entry || entry.deleted) throw new Error(`${value.id} is not here to be replaced`)
    this.#unfile(entry)
    entry.value = value
    this.#file(entry)
    for (const observe of this.#observers) observe(value, false, false)
    return entry
  }

  remove(id: string): void {
    const entry = this.#byId.get(id)
    if (!entry || entry.deleted) return
    this.#unfile(entry)
    entry.deleted = true
    for (const observe of this.#observers) observe(entry.value, true, false)
  }

  /**
   * Looks objects up by a derived key. Built on the first use, kept current from then on.
   *
   * @param keys - Under which keys an object is to be found.
   */
  index(keys: Keys<T>): (key: string) => Iterable<Entry<T>> {
    let buckets: Buckets<T> | undefined
    return (key) => {
      if (!buckets) {
        buckets = new Map()
        this.#indexes.push({ keys, buckets })
        for (const entry of this.#ordered) if (!entry.deleted) fileUnder(buckets, keys, entry)
      }
      return buckets.get(key) ?? []
    }
  }

  /** A page, newest first, as Stripe's lists have it. */
  page(request: PageRequest<T>): Page<T> {
    const entries = request.among ? [...request.among].sort(older) : this.#sorted()
    const { from, to } = request.created
    const low = lowerBound(entries, (entry) => entry.created < from)
    const high = lowerBound(entries, (entry) => entry.created <= to)
    if (request.endingBefore !== undefined) {
      const first = Math.max(low, this.#position(entries, request.endingBefore) + 1)
      const found = gather(entries, first, high, 1, request)
      return { data: found.data.reverse(), hasMore: found.hasMore }
    }
    const last =
      request.startingAfter === undefined
        ? high
        : Math.min(high, this.#position(entries, request.startingAfter))
    return gather(entries, last - 1, low - 1, -1, request)
  }

  #position(entries: readonly Entry<T>[], id: string): number {
    const cursor = this.#byId.get(id)
    return cursor ? lowerBound(entries, (entry) => older(entry, cursor) < 0) : 0
  }

  #sorted(): readonly Entry<T>[] {
    if (!this.#inOrder) {
      // `order` counts additions: positions may move, identities do not.
      this.#ordered = this.#ordered.toSorted(older)
      this.#inOrder = true
    }
    return this.#ordered
  }

  #file(entry: Entry<T>): void {
    for (const { keys, buckets } of this.#indexes) fileUnder(buckets, keys, entry)
  }

  #unfile(entry: Entry<T>): void {
    for (const { keys, buckets } of this.#indexes) {
      for (const key of keys(entry.value)) buckets.get(key)?.delete(entry)
    }
  }
}

function fileUnder<T>(buckets: Buckets<T>, keys: Keys<T>, entry: Entry<T>): void {
  for (const key of keys(entry.value)) {
    const bucket = buckets.get(key)
    if (bucket) bucket.add(entry)
    else buckets.set(key, new Set([entry]))
  }
}

function gather<T>(
  entries: readonly Entry<T>[],
  start: number,
  stop: number,
  step: 1 | -1,
  { limit, keep }: PageRequest<T>,
): Page<T> {
  const data: T[] = []
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    const entry = entries[at]
    if (!entry || entry.deleted || !keep(entry.value)) continue
    if (data.length === limit) return { data, hasMore: true }
    data.push(entry.value)
  }
  return { data, hasMore: false }
}
