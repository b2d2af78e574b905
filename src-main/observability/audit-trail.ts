import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Change } from '#contract'
import type { Database } from '../db/index.ts'
import { redact } from '../gateway/index.ts'

/** A change to be written down: what does not apply is left out. */
export interface ChangeEntry {
  readonly actor: Change['actor']
  /** What was done, such as `link.store`. */
  readonly action: string
  readonly environment?: Change['environment']
  readonly account?: string | null
  readonly userId?: string | null
  readonly case?: number | null
  readonly before?: string | null
  readonly after?: string | null
  readonly requestId?: string | null
  readonly detail?: string | null
}

export interface Verdict {
  readonly intact: boolean
  /** Lines read. */
  readonly lines: number
  /** The first line that is changed, missing or out of place. */
  readonly brokenAt: number | null
}

export type AuditTrail = ReturnType<typeof createAuditTrail>

interface Row {
  id: number
  at: number
  actor_user: string
  actor_host: string
  actor_transport: string
  action: string
  environment: Change['environment']
  account: string | null
  user_id: string | null
  case_id: number | null
  before: string | null
  after: string | null
  request_id: string | null
  detail: string | null
  hash: string
}

const linesATurn = 1000

/**
 * Who changed what, where, and how it was before. Append-only by triggers; each line's hash covers the line and the hash
 * before, so that a line changed, removed or put in between is found by `verify`.
 */
export function createAuditTrail(database: Database, now: () => number = Date.now) {
  const last = database.prepare<[], Tip>('SELECT id, hash FROM change ORDER BY id DESC LIMIT 1')
  const insert = database.prepare<[Row]>(`
    INSERT INTO change VALUES (@id, @at, @actor_user, @actor_host, @actor_transport, @action, @environment, @account,
      @user_id, @case_id, @before, @after, @request_id, @detail, @hash)`)
  const newest = database.prepare<{ cursor: number; limit: number }, Row>(
    'SELECT * FROM change WHERE id < @cursor ORDER BY id DESC LIMIT @limit',
  )
  const ofUser = database.prepare<{ userId: string; limit: number }, Row>(
    'SELECT * FROM change WHERE user_id = @userId ORDER BY id DESC LIMIT @limit',
  )
  const oldest = database.prepare<{ after: number; limit: number }, Row>(
    'SELECT * FROM change WHERE id > @after ORDER BY id LIMIT @limit',
  )
  const written = database.prepare<[], { seq: number }>(
    "SELECT seq FROM sqlite_sequence WHERE name = 'change'",
  )

  const append = database.transaction((entry: ChangeEntry): Change => {
    const previous = last.get()
    const line = { ...toRow(entry), id: (previous?.id ?? 0) + 1, at: now(), hash: '' }
    const row = { ...line, hash: hashOf(line, previous?.hash ?? '') }
    insert.run(row)
    return toChange(row)
  })

  return {
    /** Writes one line, within the caller's transaction where there is one. Keys in its texts are redacted. */
    append: (entry: ChangeEntry): Change => append(entry),

    /** Newest first. `next` is the cursor of the page after. */
    page({ limit, cursor }: { limit: number; cursor?: number | undefined }) {
      const rows = newest.all({ limit: limit + 1, cursor: cursor ?? Number.MAX_SAFE_INTEGER })
      const items = rows.slice(0, limit).map(toChange)
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    /** Newest first. */
    forUser: (userId: string, limit: number): Change[] =>
      ofUser.all({ userId, limit }).map(toChange),

    /** Recomputes the whole chain, a thousand lines at a time, so that others are served meanwhile. */
    async verify(): Promise<Verdict> {
      let tip: Tip = { id: 0, hash: '' }
      let rows: Row[]
      do {
        rows = oldest.all({ after: tip.id, limit: linesATurn })
        const { good, broken } = followChain(tip, rows)
        if (broken) return { intact: false, lines: good.id, brokenAt: good.id + 1 }
        tip = good
        await nextTurn()
      } while (rows.length === linesATurn)
      const lost = (written.get()?.seq ?? 0) > tip.id
      return { intact: !lost, lines: tip.id, brokenAt: lost ? tip.id + 1 : null }
    },
  }
}

type Tip = Pick<Row, 'id' | 'hash'>

/** The last line that still follows from the one before it. */
function followChain(start: Tip, rows: readonly Row[]): { good: Tip; broken: boolean } {
  let good = start
  for (const row of rows) {
    if (row.id !== good.id + 1 || hashOf(row, good.hash) !== row.hash) return { good, broken: true }
    good = row
  }
  return { good, broken: false }
}

/** The hash before, then the line's values as JSON in the columns' order: the same bytes on every machine. */
function hashOf(row: Row, previousHash: string): string {
  const { id, at, actor_user, actor_host, actor_transport, action, environment, account } = row
  const { user_id, case_id, before, after, request_id, detail } = row
  const where = [id, at, actor_user, actor_host, actor_transport, action, environment, account]
  const line = JSON.stringify([...where, user_id, case_id, before, after, request_id, detail])
  return createHash('sha256').update(previousHash).update('\n').update(line).digest('hex')
}

function toRow(entry: ChangeEntry): Omit<Row, 'id' | 'at' | 'hash'> {
  return {
    actor_user: redact(entry.actor.user),
    actor_host: redact(entry.actor.host),
    actor_transport: redact(entry.actor.transport),
    action: redact(entry.action),
    environment: entry.environment ?? null,
    account: entry.account ?? null,
    user_id: entry.userId ?? null,
    case_id: entry.case ?? null,
    before: clean(entry.before),
    after: clean(entry.after),
    request_id: entry.requestId ?? null,
    detail: clean(entry.detail),
  }
}

function clean(text: string | null | undefined): string | null {
  return typeof text === 'string' ? redact(text) : null
}

function toChange(row: Row): Change {
  return {
    id: row.id,
    at: row.at,
    actor: { user: row.actor_user, host: row.actor_host, transport: row.actor_transport },
    action: row.action,
    environment: row.environment,
    account: row.account,
    userId: row.user_id,
    case: row.case_id,
    before: row.before,
    after: row.after,
    requestId: row.request_id,
    detail: row.detail,
    hash: row.hash,
  }
}
