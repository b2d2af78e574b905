import {
  type CaseDetail,
  CaseId,
  type CaseItem,
  type Choice,
  type Permission,
  type PlannedWrite,
} from '#contract'
import type { Cases } from './cases.ts'
import { isLost } from './examine.ts'
import type { CaseRow } from './schema.ts'

/** A case as a list shows it. */
export function toItem(row: CaseRow): CaseItem {
  return {
    case: CaseId.parse(row.id),
    userId: row.userId,
    orphanId: row.orphanId,
    userName: row.userName,
    userEmail: row.userEmail,
    environment: row.environment,
    state: row.state,
    findings: row.findings,
    plan: row.plan,
    status: row.status,
    atRisk: row.atRisk,
    monthly: row.monthly,
    openedAt: row.openedAt,
    updatedAt: row.updatedAt,
  }
}

/** A case with its evidence, what may be done, and what was. */
export function toDetail(cases: Cases, row: CaseRow, permission: Permission): CaseDetail {
  return {
    ...toItem(row),
    storedId: row.storedId,
    evidence: row.evidence,
    candidates: row.candidates,
    choices: choicesOf(row),
    writes: writesOf(row),
    planHash: row.planHash,
    permission,
    detail: row.detail,
    record: cases
      .steps(row.id)
      .map(({ step, detail, requestId, at }) => ({ step, detail, requestId, at })),
  }
}

/** What a person may pick: any customer that came up and that nobody else holds, or a new one. */
function choicesOf(row: CaseRow): Choice[] {
  if (row.state === null || !isLost(row.state)) return []
  const free = row.candidates.filter((one) => !one.reasons.includes('held_by_other_user'))
  const relinks = free.map((one) => ({ kind: 'relink' as const, customerId: one.customerId }))
  return row.plan.because.includes('absence_unproven') ? relinks : [...relinks, { kind: 'create' }]
}

/** What the plan would write, or wrote. */
function writesOf(row: CaseRow): PlannedWrite[] {
  const { plan, environment, storedId, customerId } = row
  if (plan.kind !== 'relink' && plan.kind !== 'create') return []
  const after = customerId ?? plan.customerId
  const what = `users ${row.userId} stripe_customer_id_${environment}`
  const store: PlannedWrite = { where: 'directory', what, before: storedId, after }
  if (plan.kind === 'relink') return [store]
  const made = { where: 'stripe' as const, what: 'customer', before: null, after: row.userEmail }
  return [made, store]
}
