import type { MirrorKind } from '#contract'
import type { Database } from '../db/index.ts'
import { mirrorKinds } from './kinds.ts'

export interface KindStatus {
  readonly kind: MirrorKind
  readonly run: 'ok' | 'failed' | 'never'
  readonly reason: string | null
  /** Milliseconds: everything before this is in the mirror. */
  readonly asOf: number | null
  readonly count: number
}

interface Row {
  readonly number: number
  readonly state: 'running' | 'ok' | 'failed'
  readonly reason: string | null
  readonly as_of: number | null
}

/** How each kind's last whole listing ended. A kind never counts as known while its first one has not finished. */
export function createRuns(db: Database) {
  const read = db.prepare<[MirrorKind], Row>(
    'SELECT number, state, reason, as_of FROM run WHERE kind = ?',
  )
  const start = db.prepare(`
    INSERT INTO run (kind, number, state, started_at) VALUES (?, 1, 'running', ?)
    ON CONFLICT (kind) DO UPDATE SET number = number + 1, state = 'running', reason = NULL,
      started_at = excluded.started_at`)
  const end = db.prepare(
    'UPDATE run SET state = ?, reason = ?, as_of = coalesce(?, as_of) WHERE kind = ?',
  )
  const catchUp = db.prepare("UPDATE run SET as_of = ? WHERE kind = ? AND state = 'ok'")
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
    succeed: db.transaction((kind: MirrorKind, run: number, startedAt: number) => {
      end.run('ok', null, startedAt, kind)
      if (kind === 'customer') unseen.run(run, Math.floor(startedAt / 1000))
    }),
    fail(kind: MirrorKind, reason: string): void {
      end.run('failed', reason, null, kind)
    },
    caughtUp(kind: MirrorKind, asOf: number): void {
      catchUp.run(asOf, kind)
    },
    status(kind: MirrorKind): KindStatus {
      const row = read.get(kind)
      const count = counts.get(kind)?.get()?.n ?? 0
      if (row === undefined) return { kind, run: 'never', reason: null, asOf: null, count }
      const interrupted = row.state === 'running'
      return {
        kind,
        run: row.state === 'ok' ? 'ok' : 'failed',
        reason: interrupted ? 'The last listing was interrupted.' : row.reason,
        asOf: row.as_of,
        count,
      }
    },
  }
}
export type Runs = ReturnType<typeof createRuns>
