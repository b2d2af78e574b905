import type { z } from 'zod'
import { AuditResult, type LinkState, type Outputs, RunRefusal } from '#contract'
import type { Database } from '../db/index.ts'
import { addUp } from './add-up.ts'
import { type Cases, inbox, type Scope, views } from './cases.ts'
import { isForRun } from './run.ts'

type Summary = Outputs['recovery']['summary']

/** With such a link a payment ends in an error. */
const cannotPay: readonly (LinkState | null)[] = ['deleted', 'missing', 'wrong_mode', 'malformed']

interface SummaryRow {
  readonly result: string | null
  readonly refused: string | null
  readonly ended_at: number | null
}

/** The last audit of each account's links, and what the inbox adds up to now. */
export function createSummaries(database: Database, cases: Cases, now: () => number) {
  const write = database.prepare(`
    INSERT INTO audit_summary (account, environment, result, refused, ended_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (account, environment)
      DO UPDATE SET result = excluded.result, refused = excluded.refused, ended_at = excluded.ended_at`)
  const refuse = database.prepare(`
    INSERT INTO audit_summary (account, environment, refused) VALUES (?, ?, ?)
    ON CONFLICT (account, environment) DO UPDATE SET refused = excluded.refused`)
  const read = database.prepare<[string, string], SummaryRow>(
    'SELECT result, refused, ended_at FROM audit_summary WHERE account = ? AND environment = ?',
  )
  const overrule = database.prepare(
    'UPDATE audit_summary SET refused = NULL WHERE account = ? AND environment = ?',
  )
  const lastAudit = ({ account, environment }: Scope) => {
    const row = read.get(account, environment)
    const parsed = <T>(schema: z.ZodType<T>, json: string | null | undefined): T | null =>
      json == null ? null : schema.parse(JSON.parse(json))
    return {
      result: parsed(AuditResult, row?.result),
      refused: parsed(RunRefusal, row?.refused),
      endedAt: row?.ended_at ?? null,
    }
  }

  return {
    /** An audit that could not look leaves standing what is known, and only says why. */
    keep({ account, environment }: Scope, result: AuditResult): void {
      const refused = result.refused && JSON.stringify(result.refused)
      const looked = result.refused === null || result.refused.reason === 'held'
      if (looked) write.run(account, environment, JSON.stringify(result), refused, now())
      else refuse.run(account, environment, refused)
    },

    /** A run that was let write shows that the last audit's refusal holds no more. */
    overrule({ account, environment }: Scope): void {
      overrule.run(account, environment)
    },

    lastAuditAt: (scope: Scope): number | null => lastAudit(scope).endedAt,

    summary(scope: Scope, users: number): Summary {
      const { result, refused, endedAt } = lastAudit(scope)
      const open = cases.outline(scope, inbox)
      const broken = open.filter((row) => cannotPay.includes(row.state))
      return {
        users,
        byState: result === null ? {} : statesNow(result, open),
        findings: countAll(open.flatMap((row) => row.findings)),
        cantPay: broken.length,
        needLook: open.length - broken.length,
        inbox: open.length,
        running: cases.count(scope, views.running),
        done: cases.count(scope, views.done),
        safe: open.filter((row) => row.status !== 'held' && isForRun(row)).length,
        atRisk: addUp(open.flatMap((row) => row.atRisk)),
        monthlyAtRisk: addUp(open.flatMap((row) => row.monthly)),
        lastAuditAt: endedAt,
        refused,
      }
    },
  }
}
export type Summaries = ReturnType<typeof createSummaries>

/** What was found broken is as many as there are open cases now; the others are healthy again. */
function statesNow(
  audit: AuditResult,
  open: readonly { readonly state: LinkState | null }[],
): Summary['byState'] {
  const healthy: readonly LinkState[] = ['linked', 'unlinked']
  const states = open.flatMap((row) => row.state ?? []).filter((state) => !healthy.includes(state))
  const { unlinked } = audit.byState
  return {
    ...countAll(states),
    unlinked,
    linked: Math.max(0, audit.audited - unlinked - states.length),
  }
}

function countAll<K extends string>(keys: readonly K[]): Partial<Record<K, number>> {
  const count: Partial<Record<K, number>> = {}
  for (const key of keys) count[key] = (count[key] ?? 0) + 1
  return count
}
