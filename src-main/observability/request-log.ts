import type { Environment, RequestEntry } from '#contract'
import { asStorageError, type Database } from '../db/index.ts'
import type { Call } from '../gateway/index.ts'

/** A call, and whose key made it. */
export interface LoggedCall extends Call {
  readonly environment: Environment
  readonly account: string | null
}

interface Row extends Omit<RequestEntry, 'requestId'> {
  request_id: string | null
}

export type RequestLog = ReturnType<typeof openRequestLog>

/** Calls to Stripe, kept for a few days. `onFailure` hears of lines that could not be written; they are dropped. */
export function openRequestLog(
  database: Database,
  { onFailure }: { onFailure: (error: unknown) => void },
) {
  const insert = database.prepare<[LoggedCall]>(`
    INSERT INTO request (at, operation, method, path, environment, account, status, ms, request_id, outcome)
    VALUES (@at, @operation, @method, @path, @environment, @account, @status, @ms, @requestId, @outcome)`)
  const newest = database.prepare<{ cursor: number; limit: number }, Row>(`
    SELECT id, at, method, path, environment, account, status, ms, request_id, outcome
    FROM request WHERE id < @cursor ORDER BY id DESC LIMIT @limit`)
  const remove = database.prepare<{ olderThan: number }>(
    'DELETE FROM request WHERE at < @olderThan',
  )
  const insertAll = database.transaction((calls: LoggedCall[]) => {
    for (const call of calls) insert.run(call)
  })
  let waiting: LoggedCall[] = []

  const flush = () => {
    const calls = waiting
    waiting = []
    if (calls.length === 0 || !database.open) return
    try {
      insertAll(calls)
    } catch (error) {
      onFailure(asStorageError(error, database.name))
    }
  }

  return {
    /** Written with the others of this turn in one transaction. */
    append(call: LoggedCall): void {
      if (waiting.push(call) === 1) setImmediate(flush)
    },

    /** Newest first. `next` is the cursor of the page after. */
    page({ limit, cursor }: { limit: number; cursor?: number | undefined }) {
      flush()
      const rows = newest.all({ limit: limit + 1, cursor: cursor ?? Number.MAX_SAFE_INTEGER })
      const items = rows.slice(0, limit).map(toEntry)
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    /** Removes calls made before this time (ms) and says how many. */
    prune: (olderThan: number): number => remove.run({ olderThan }).changes,

    /** Writes what still waits: before the database is closed. */
    flush,
  }
}

function toEntry({ request_id, ...row }: Row): RequestEntry {
  return { ...row, requestId: request_id }
}
