import { z } from 'zod'
import { Gate } from './errors.ts'
import { CaseId, Environment, Millis } from './ids.ts'
import { Finding, LinkState, Plan, Reason } from './link.ts'
import { Money } from './money.ts'

/** Why a whole run wrote nothing. `code` releases a `held` one after a person has looked. */
export const RunRefusal = z.object({
  reason: z.enum(['wrong_account', 'held', 'forbidden', 'unreachable', 'watch_only']),
  detail: z.string(),
  code: z.string().nullable(),
})
export type RunRefusal = z.infer<typeof RunRefusal>

export const AuditResult = z.object({
  audited: z.number().int(),
  byState: z.record(LinkState, z.number().int()),
  findings: z.partialRecord(Finding, z.number().int()),
  cases: z.object({ open: z.number().int(), held: z.number().int() }),
  /** Set when the links do not look like this account's: no case may be carried out. */
  refused: RunRefusal.nullable(),
  stripeCalls: z.number().int(),
  ms: z.number().int(),
})
export type AuditResult = z.infer<typeof AuditResult>

/**
 * How one repair ended. `review` waits for a person, `held` for a release, `conflict` means somebody else wrote
 * first; `failed` may be tried again.
 */
export const CaseOutcome = z.enum([
  'recovered',
  'unchanged',
  'review',
  'held',
  'failed',
  'conflict',
])
export type CaseOutcome = z.infer<typeof CaseOutcome>

export const RunItem = z.object({
  case: CaseId,
  userId: z.string().nullable(),
  outcome: CaseOutcome,
  customerId: z.string().nullable(),
  plan: Plan,
  /** A sentence: why it failed, conflicted or was left. */
  detail: z.string().nullable(),
})
export type RunItem = z.infer<typeof RunItem>

/** A dry run has the same shape and says what would be: `recovered` counts what would be repaired. */
export const RunResult = z.object({
  dryRun: z.boolean(),
  recovered: z.number().int(),
  unchanged: z.number().int(),
  review: z.number().int(),
  held: z.number().int(),
  failed: z.number().int(),
  conflict: z.number().int(),
  /** What the run does, or would do, to Stripe and the directory. */
  creates: z.number().int(),
  relinks: z.number().int(),
  refused: RunRefusal.nullable(),
  items: z.array(RunItem),
})
export type RunResult = z.infer<typeof RunResult>

/** Where a case stands: `open` waits, `executing` is under way, `held` waits for the guards, the rest has ended. */
export const CaseStatus = z.enum([
  'open',
  'held',
  'executing',
  'recovered',
  'unchanged',
  'failed',
  'conflict',
  'dismissed',
  'gone',
])
export type CaseStatus = z.infer<typeof CaseStatus>

export const CaseItem = z.object({
  case: CaseId,
  userId: z.string().nullable(),
  /** The customer of an `orphan`, whose case has no user. */
  orphanId: z.string().nullable(),
  userName: z.string().nullable(),
  userEmail: z.string().nullable(),
  environment: Environment,
  /** Null for an orphan: no link exists. */
  state: LinkState.nullable(),
  findings: z.array(Finding),
  plan: Plan,
  status: CaseStatus,
  /** MRR at stake plus open invoices, one entry a currency. */
  atRisk: z.array(Money),
  /** The MRR alone. */
  monthly: z.array(Money),
  openedAt: Millis,
  updatedAt: Millis,
})
export type CaseItem = z.infer<typeof CaseItem>

/** Facts are yes, no, or unread (a right is missing, a list failed). */
export const Fact = z.enum(['yes', 'no', 'unread'])
export type Fact = z.infer<typeof Fact>

/** A customer that came up while looking for the owner's, with what speaks for and against it. */
export const CandidateView = z.object({
  customerId: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  created: Millis,
  /** The strongest evidence (recovery.md, a to c); null when it may not be linked without a person. */
  evidence: z.enum(['a', 'b', 'c']).nullable(),
  reasons: z.array(Reason),
  claim: Fact,
  card: Fact,
  paidInvoice: Fact,
  mrr: z.array(Money),
})
export type CandidateView = z.infer<typeof CandidateView>

/** One look at Stripe or the directory, as it was made: `retrieve cus_…` → `200, deleted: true`. */
export const EvidenceLine = z.object({
  call: z.string(),
  answer: z.string(),
  requestId: z.string().nullable(),
  at: Millis,
})
export type EvidenceLine = z.infer<typeof EvidenceLine>

/** One thing a repair would write, or wrote. */
export const PlannedWrite = z.object({
  where: z.enum(['directory', 'stripe']),
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type PlannedWrite = z.infer<typeof PlannedWrite>

/** What a person may pick instead of the plan. */
export const Choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('relink'), customerId: z.string() }),
  z.object({ kind: z.literal('create') }),
])
export type Choice = z.infer<typeof Choice>

/** What a profile lets happen now; `no` and `ask` come with what would change that. */
export const Permission = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal('yes') }),
  z.object({ allowed: z.literal('ask'), gate: Gate }),
  z.object({ allowed: z.literal('no'), gate: Gate }),
])
export type Permission = z.infer<typeof Permission>

export const RecordStep = z.object({
  step: z.enum([
    'opened',
    'planned',
    'created',
    'stored',
    'verified',
    'ended',
    'dismissed',
    'reopened',
  ]),
  detail: z.string().nullable(),
  requestId: z.string().nullable(),
  at: Millis,
})
export type RecordStep = z.infer<typeof RecordStep>

export const CaseDetail = CaseItem.extend({
  storedId: z.string().nullable(),
  evidence: z.array(EvidenceLine),
  candidates: z.array(CandidateView),
  choices: z.array(Choice),
  writes: z.array(PlannedWrite),
  /** What a run accepts: a different plan on fresh evidence is refused. */
  planHash: z.string(),
  permission: Permission,
  /** Why it is held, ended as it did, or was dismissed. */
  detail: z.string().nullable(),
  record: z.array(RecordStep),
})
export type CaseDetail = z.infer<typeof CaseDetail>
