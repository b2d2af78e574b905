import type { CaseStatus, Finding, LinkState, Money, Plan } from '#contract'
import type { Database } from '../db/index.ts'
import type { CaseRow } from './schema.ts'

/** A case, as far as the inbox adds it up. */
export interface CaseOutline {
  readonly id: number
  readonly state: LinkState | null
  readonly findings: Finding[]
  readonly plan: Plan
  readonly atRisk: Money[]
  readonly monthly: Money[]
  readonly status: CaseStatus
}

interface Row {
  readonly id: number
  readonly state: LinkState | null
  readonly status: CaseStatus
  readonly findings: string
  readonly plan: string
  readonly at_risk: string
  readonly monthly: string
}

/** Reads every case of some statuses at once, for each look at the inbox. Thousands of them hold few different texts. */
export function createOutline(database: Database) {
  const read = database.prepare<[string, string, string], Row>(`
    SELECT id, state, findings, plan, at_risk, monthly, status FROM recovery_case
    WHERE account = ? AND environment = ? AND status IN (SELECT value FROM json_each(?))`)

  return (
    { account, environment }: Pick<CaseRow, 'account' | 'environment'>,
    statuses: readonly CaseStatus[],
  ): CaseOutline[] => {
    const findings = parseOnce<Finding[]>()
    const plan = parseOnce<Plan>()
    const money = parseOnce<Money[]>()
    return read.all(account, environment, JSON.stringify(statuses)).map((row) => ({
      id: row.id,
      state: row.state,
      status: row.status,
      findings: findings(row.findings),
      plan: plan(row.plan),
      atRisk: money(row.at_risk),
      monthly: money(row.monthly),
    }))
  }
}

/** Parses what this program wrote itself, each text once. */
function parseOnce<T>(): (text: string) => T {
  const parsed = new Map<string, T>()
  return (text) => {
    const known = parsed.get(text)
    if (known !== undefined) return known
    const value: T = JSON.parse(text)
    parsed.set(text, value)
    return value
  }
}
