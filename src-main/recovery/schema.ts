import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CandidateView,
  CaseStatus,
  Environment,
  EvidenceLine,
  Finding,
  LinkState,
  Money,
  Plan,
  RecordStep,
} from '#contract'

/** Describes what resources/migrations/workspace/0003_recovery.sql made; a test compares the two. */
export const recoveryCase = sqliteTable('recovery_case', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  account: text('account').notNull(),
  environment: text('environment').$type<Environment>().notNull(),
  userId: text('user_id'),
  orphanId: text('orphan_id'),
  userName: text('user_name'),
  userEmail: text('user_email'),
  state: text('state').$type<LinkState>(),
  findings: text('findings', { mode: 'json' }).$type<Finding[]>().notNull(),
  storedId: text('stored_id'),
  plan: text('plan', { mode: 'json' }).$type<Plan>().notNull(),
  planHash: text('plan_hash').notNull(),
  evidence: text('evidence', { mode: 'json' }).$type<EvidenceLine[]>().notNull(),
  candidates: text('candidates', { mode: 'json' }).$type<CandidateView[]>().notNull(),
  atRisk: text('at_risk', { mode: 'json' }).$type<Money[]>().notNull(),
  monthly: text('monthly', { mode: 'json' }).$type<Money[]>().notNull(),
  weight: integer('weight').notNull(),
  status: text('status').$type<CaseStatus>().notNull(),
  detail: text('detail'),
  dismissedUntil: integer('dismissed_until'),
  customerId: text('customer_id'),
  person: text('person'),
  openedAt: integer('opened_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  endedAt: integer('ended_at'),
})
export type CaseRow = typeof recoveryCase.$inferSelect

export const recoveryStep = sqliteTable('recovery_step', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  caseId: integer('case_id').notNull(),
  step: text('step').$type<RecordStep['step']>().notNull(),
  detail: text('detail'),
  requestId: text('request_id'),
  at: integer('at').notNull(),
})

export const recoveryIntent = sqliteTable('recovery_intent', {
  caseId: integer('case_id').primaryKey(),
  kind: text('kind').$type<'relink' | 'create'>().notNull(),
  storedId: text('stored_id'),
  customerId: text('customer_id'),
  idempotencyKey: text('idempotency_key'),
  body: text('body', { mode: 'json' }).$type<NewCustomerBody>(),
  marks: text('marks', { mode: 'json' }).$type<string[]>().notNull(),
  firstSentAt: integer('first_sent_at'),
  sentSince: integer('sent_since'),
  step: text('step').$type<'planned' | 'sending' | 'created' | 'stored'>().notNull(),
  actor: text('actor', { mode: 'json' }).$type<Actor>().notNull(),
  person: text('person').notNull(),
})
export type IntentRow = typeof recoveryIntent.$inferSelect

/** What is sent to make a customer: the same bytes from every console. */
export interface NewCustomerBody {
  readonly email?: string
  readonly name?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** Who does it: the operating system's user, and the host and transport it came through. */
export interface Actor {
  readonly user: string
  readonly host: string
  readonly transport: string
}
