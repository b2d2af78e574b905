import type { MirrorKind } from '#contract'
import type { Database } from '../db/index.ts'
import { mirrorKinds } from './kinds.ts'

export interface KindStatus {
  readonly kind: MirrorKind
  readonly run: 'ok' | 'failed' | 'never'
  readonly reason: string | null
  /** Milliseconds: everything before this is in the mirror. */
  readonly asOf: number | null
  /** The same on Stripe's clock, in seconds. */
  readonly stripeAsOf: number | null
  readonly count: number
}

/** When a listing or a catch-up began: everything before it is in the mirror once it has ended. */
export interface Began {
  /** Milliseconds on our clock, by which people and ages go. */
  readonly asOf: number
  /** Seconds on Stripe's, by which events and versions go. */
  readonly stripeAsOf: number
}

interface Row {
  readonly number: number
  readonly state: 'running' | 'ok' | 'failed'
  readonly reason: string | null
  readonly as_of: number | null
  readonly stripe_as_of: number | null
}

/** How each kind's last whole listing ended. A kind never counts as known while its first one has not finished. */
export function createRuns(db: Database) {
  const read = db.prepare<[MirrorKind], Row>(
    'SELECT number, state, reason, as_of, stripe_as_of FROM run WHERE kind = ?',
  )
  const start = db.prepare(`
    INSERT INTO run (kind, number, state, started_at) VALUES (?, 1, 'running', ?)
    ON CONFLICT (kind) DO UPDATE SET number = number + 1, state = 'running', reason = NULL,
      started_at = excluded.started_at`)
  const succeed = db.prepare(`
    UPDATE run SET state = 'ok', reason = NULL, as_of = @asOf, stripe_as_of = @stripeAsOf WHERE kind = @kind`)
  const fail = db.prepare("UPDATE run SET state = 'failed', reason = ? WHERE kind = ?")
  const catchUp = db.prepare(`
    UPDATE run SET as_of = @asOf, stripe_as_of = @stripeAsOf WHERE kind = @kind AND state = 'ok'`)
  const unseen = db.prepare(`
    UPDATE customer SET suspect = 1 WHERE id IN
      (SELECT id FROM customer_object WHERE run < ? AND deleted = 0 AND seen_to < ?)`)
  const counts = new Map(
    mirrorKinds.map((kind) => [
      kind,
      db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${kind}_object WHERE deleted = 0`),
    ]),
  )

  return {
    /** @returns The number of the listing, which its objects carry. */
    start(kind: MirrorKind, now: number): number {
      start.run(kind, now)
      return read.get(kind)?.number ?? 1
    },
    /** What the listing did not show may have been deleted: it is looked at again, never concluded from the list. */
    succeed: db.transaction((kind: MirrorKind, run: number, began: Began) => {
      succeed.run({ kind, ...began })
      if (kind === 'customer') unseen.run(run, began.stripeAsOf)
    }),
    fail(kind: MirrorKind, reason: string): void {
      fail.run(reason, kind)
    },
    caughtUp(kind: MirrorKind, began: Began): void {
      catchUp.run({ kind, ...began })
    },
    status(kind: MirrorKind): KindStatus {
      const row = read.get(kind)
      const count = counts.get(kind)?.get()?.n ?? 0
      const never = {
        kind,
        run: 'never',
        reason: null,
        asOf: null,
        stripeAsOf: null,
        count,
      } as const
      if (row === undefined) return never
      const interrupted = row.state === 'running'
      return {
        kind,
        run: row.state === 'ok' ? 'ok' : 'failed',
        reason: interrupted ? 'The last listing was interrupted.' : row.reason,
        asOf: row.as_of,
        stripeAsOf: row.stripe_as_of,
        count,
      }
    },
  }
}
export type Runs = ReturnType<typeof createRuns>
