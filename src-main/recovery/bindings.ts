import type { AccountId, Environment } from '#contract'
import type { Database } from '../db/index.ts'

/** Which account each environment's id column belongs to, as witnesses have shown. */
export function createBindings(db: Database, now: () => number) {
  const read = db.prepare<[Environment], { account: AccountId }>(
    'SELECT account FROM binding WHERE environment = ?',
  )
  const bind = db.prepare(`
    INSERT INTO binding (environment, account, witnesses, bound_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (environment) DO NOTHING`)
  return {
    of: (environment: Environment): AccountId | undefined => read.get(environment)?.account,
    /** The first account with witnesses keeps the column. */
    bind(environment: Environment, account: AccountId, witnesses: number): void {
      bind.run(environment, account, witnesses, now())
    },
  }
}
export type Bindings = ReturnType<typeof createBindings>
