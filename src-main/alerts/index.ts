/** What a person should know, one row a problem however often it happens. */

import { Alert } from '#contract'
import type { Database } from '../db/index.ts'

/** A problem as it is reported. `key` names it: the same key raises the same row again. */
export interface Problem {
  readonly key: string
  readonly kind: Alert['kind']
  readonly severity: Alert['severity']
  readonly environment: Alert['environment']
  readonly message: string
}

export function createAlerts(db: Database, now: () => number, onChange: () => void) {
  const raise = db.prepare(`
    INSERT INTO alert (key, kind, severity, environment, message, count, first_at, last_at)
    VALUES (@key, @kind, @severity, @environment, @message, 1, @at, @at)
    ON CONFLICT (key) WHERE resolved_at IS NULL
      DO UPDATE SET count = count + 1, last_at = excluded.last_at, message = excluded.message`)
  const resolve = db.prepare(
    'UPDATE alert SET resolved_at = ? WHERE key = ? AND resolved_at IS NULL',
  )
  const open = db.prepare<[], Record<string, unknown>>(
    'SELECT * FROM alert WHERE resolved_at IS NULL ORDER BY last_at DESC, id DESC',
  )

  return {
    raise(problem: Problem): void {
      raise.run({ ...problem, at: now() })
      onChange()
    },
    resolve(key: string): void {
      if (resolve.run(now(), key).changes > 0) onChange()
    },
    open: (): Alert[] => open.all().map(toAlert),
  }
}
export type Alerts = ReturnType<typeof createAlerts>

function toAlert(row: Record<string, unknown>): Alert {
  return Alert.parse({
    ...row,
    firstAt: row['first_at'],
    lastAt: row['last_at'],
    resolvedAt: row['resolved_at'],
  })
}
