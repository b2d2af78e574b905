import type { MirrorKind } from '#contract'
import type { Database } from '../db/index.ts'
import { kinds, mirrorKinds } from './kinds.ts'
import { type Interval, merge } from './merge.ts'
import { type StripeObject, textAt } from './stripe-object.ts'

/** One object as it came, and when it was true (Stripe's seconds). */
export interface Arrival {
  readonly kind: MirrorKind
  readonly object: StripeObject
  readonly interval: Interval
  readonly source: 'list' | 'retrieve' | 'answer' | 'event'
  /** The whole listing it came with; 0 outside one. */
  readonly run: number
}

export interface Applied {
  readonly taken: number
  readonly kept: number
  readonly dirty: number
}

interface Held {
  readonly json: string
  readonly seen_from: number
  readonly seen_to: number
  readonly deleted: number
  readonly run: number
}

/** The one way in for Stripe's objects: it alone decides whether a version is newer. A call is one transaction. */
export function createApply(db: Database) {
  const writers = new Map(mirrorKinds.map((kind) => [kind, createWriter(db, kind)]))
  return db.transaction((arrivals: readonly Arrival[]): Applied => {
    const count = { taken: 0, kept: 0, dirty: 0 }
    for (const arrival of arrivals) {
      const merged = writers.get(arrival.kind)?.(arrival)
      if (merged === 'keep') count.kept += 1
      if (merged === 'take') count.taken += 1
      if (merged === 'dirty') count.dirty += 1
    }
    return count
  })
}

function createWriter(db: Database, kind: MirrorKind) {
  const held = db.prepare<[string], Held>(
    `SELECT json, seen_from, seen_to, deleted, run FROM ${kind}_object WHERE id = ?`,
  )
  const write = db.prepare(`
    INSERT INTO ${kind}_object (id, json, seen_from, seen_to, source, run) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET json = excluded.json, seen_from = excluded.seen_from,
      seen_to = excluded.seen_to, source = excluded.source, run = excluded.run`)
  const seen = db.prepare(`
    UPDATE ${kind}_object SET seen_from = max(seen_from, ?), seen_to = max(seen_to, ?), run = max(run, ?)
    WHERE id = ?`)
  const derive = createDeriver(db, kind)
  const believe =
    kind === 'customer'
      ? db.prepare('UPDATE customer SET suspect = 0 WHERE id = ? AND suspect = 1')
      : null

  const confirm = (id: string, { interval, run }: Arrival, before: Held): void => {
    seen.run(interval.from, interval.to, run, id)
    // Of two that overlap nobody knows which is the later: only what began after both ends the doubt.
    if (interval.from > before.seen_to) believe?.run(id)
  }
  const replace = (id: string, arrival: Arrival, json: string, before: Held, dirty: boolean) => {
    const { interval, run, source } = arrival
    const held = { from: before.seen_from, to: before.seen_to }
    const { from, to } = dirty ? hull(held, interval) : interval
    write.run(id, json, from, to, source, Math.max(run, before.run))
    derive(id, arrival.object, dirty)
  }

  return (arrival: Arrival) => {
    const { object, interval } = arrival
    const id = textAt(object, 'id')
    if (id === null || object['deleted'] === true) return 'keep'
    const json = JSON.stringify(object)
    const before = held.get(id)
    if (before === undefined) {
      write.run(id, json, interval.from, interval.to, arrival.source, arrival.run)
      derive(id, object, false)
      return 'take'
    }
    const version = { from: before.seen_from, to: before.seen_to, json: before.json }
    const merged = merge({ ...version, deleted: before.deleted === 1 }, { ...interval, json })
    if (merged !== 'keep' && json === before.json) confirm(id, arrival, before)
    else if (merged !== 'keep') replace(id, arrival, json, before, merged === 'dirty')
    return merged
  }
}

function hull(one: Interval, other: Interval): Interval {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
}

function createDeriver(db: Database, kind: MirrorKind) {
  const { columns, extract } = kinds[kind]
  const own = kind === 'customer' ? [...columns, 'deleted', 'suspect'] : columns
  const names = ['id', ...own].join(', ')
  const upsert = db.prepare(
    `INSERT OR REPLACE INTO ${kind} (${names}) VALUES (${['id', ...own].map(() => '?').join(', ')})`,
  )
  return (id: string, object: StripeObject, suspect: boolean) => {
    const marks = kind === 'customer' ? [0, suspect ? 1 : 0] : []
    upsert.run(id, ...extract(object), ...marks)
  }
}

/** Marks a customer as deleted, which a retrieve has confirmed; the last full body, where we had one, stays. */
export function createBury(db: Database) {
  const object = db.prepare(`
    INSERT INTO customer_object (id, json, seen_from, seen_to, deleted, source, run)
    VALUES (@id, json_object('id', @id, 'object', 'customer', 'deleted', json('true')), @at, @at, 1, 'retrieve', 0)
    ON CONFLICT (id) DO UPDATE SET deleted = 1, seen_to = max(seen_to, excluded.seen_to)`)
  const derived = db.prepare(`
    INSERT INTO customer (id, created, balance, deleted, suspect) VALUES (?, 0, 0, 1, 0)
    ON CONFLICT (id) DO UPDATE SET deleted = 1, suspect = 0`)
  return db.transaction((id: string, at: number) => {
    object.run({ id, at })
    derived.run(id)
  })
}
