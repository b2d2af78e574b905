import { createHash } from 'node:crypto'
import { and, count, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type {
  AccountId,
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
import { type Database, drizzleOf } from '../db/index.ts'
import { prepareStep, prepareUnended } from './case-statements.ts'
import { type CaseOutline, createOutline } from './outline.ts'
import { type CaseRow, recoveryCase, recoveryStep } from './schema.ts'

/** Which account's links a case is about. */
export interface Scope {
  readonly account: AccountId
  readonly environment: Environment
}

/** What an examination found, as a case keeps it. */
export interface Found {
  readonly userId: string | null
  readonly orphanId: string | null
  readonly userName: string | null
  readonly userEmail: string | null
  readonly state: LinkState | null
  readonly findings: Finding[]
  readonly storedId: string | null
  readonly plan: Plan
  readonly evidence: EvidenceLine[]
  readonly candidates: CandidateView[]
  readonly atRisk: Money[]
  readonly monthly: Money[]
  readonly status: 'open' | 'held'
  readonly detail: string | null
}

/** What waits for a person. */
export const inbox: CaseStatus[] = ['open', 'held', 'failed', 'conflict']
const ended: CaseStatus[] = ['recovered', 'unchanged', 'dismissed', 'gone']

export const views = { needs_you: inbox, running: ['executing'], done: ended } satisfies Record<
  string,
  CaseStatus[]
>

export interface CaseFilter {
  readonly view: keyof typeof views
  readonly state?: LinkState | undefined
  readonly finding?: Finding | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What a run accepts: the same subject in the same state with the same thing to do. */
export function planHash(
  found: Pick<Found, 'userId' | 'orphanId' | 'state' | 'storedId' | 'plan' | 'candidates'>,
): string {
  const { userId, orphanId, state, storedId, plan, candidates } = found
  // A person who decides a review has seen who came up.
  const seen = plan.kind === 'review' ? candidates : []
  const ids = seen.map(({ customerId, evidence }) => `${customerId} ${evidence}`).toSorted()
  const said = [userId, orphanId, state, storedId, plan.kind, plan.customerId, ...ids]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}

/** The cases of a workspace. What was found stays for ever; only what is true of it now changes. */
export class Cases {
  readonly #db
  readonly #database: Database
  readonly #now: () => number
  readonly #unended
  readonly #step
  readonly #outline

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#db = drizzleOf(database, { recoveryCase, recoveryStep })
    this.#now = now
    // An audit asks and adds these once a case: prepared once.
    this.#unended = prepareUnended(this.#db)
    this.#step = prepareStep(this.#db)
    this.#outline = createOutline(database)
  }

  find(id: number): CaseRow | undefined {
    return this.#db.select().from(recoveryCase).where(eq(recoveryCase.id, id)).get()
  }

  /** The case of this owner or orphan that has not ended. */
  unendedOf(
    { account, environment }: Scope,
    { userId, orphanId }: Pick<Found, 'userId' | 'orphanId'>,
  ): CaseRow | undefined {
    const subject = { userId: userId ?? '', orphanId: orphanId ?? '' }
    return this.#unended.get({ account, environment, ...subject })
  }

  addStep(caseId: number, step: Omit<RecordStep, 'at'>): void {
    this.#step.run({ caseId, ...step, at: this.#now() })
  }

  update(id: number, values: Partial<typeof recoveryCase.$inferInsert>): void {
    this.#db
      .update(recoveryCase)
      .set({ ...values, updatedAt: this.#now() })
      .where(eq(recoveryCase.id, id))
      .run()
  }

  end(
    id: number,
    status: CaseStatus,
    values: Partial<typeof recoveryCase.$inferInsert> = {},
  ): void {
    this.update(id, { status, endedAt: this.#now(), ...values })
  }

  /** Opens a case, or refreshes the one that is there; a dismissed one comes back only when something changed. */
  record(scope: Scope, found: Found): number {
    return this.#database.transaction(() => {
      const row = this.unendedOf(scope, found)
      if (row === undefined) return this.#open(scope, found)
      this.#refresh(row, found)
      return row.id
    })()
  }

  #open(scope: Scope, found: Found): number {
    const at = this.#now()
    const { account, environment } = scope
    const row = this.#db
      .insert(recoveryCase)
      .values({ account, environment, ...columnsOf(found), openedAt: at, updatedAt: at })
      .returning({ id: recoveryCase.id })
      .get()
    this.addStep(row.id, { step: 'opened', detail: found.state ?? 'orphan', requestId: null })
    return row.id
  }

  #refresh(row: CaseRow, found: Found): void {
    const columns = columnsOf(found)
    if (row.status === 'executing') return
    if (row.status !== 'dismissed') {
      this.update(row.id, columns)
      return
    }
    const over = row.dismissedUntil !== null && row.dismissedUntil <= this.#now()
    if (!over && !isNews(row, columns)) return
    this.update(row.id, { ...columns, dismissedUntil: null, endedAt: null })
    this.addStep(row.id, { step: 'reopened', detail: null, requestId: null })
  }

  /** Ends what an audit found true no more. `still` are the cases it has just recorded. */
  retire(scope: Scope, still: ReadonlySet<number>): void {
    this.#database.transaction(() => {
      for (const { id } of this.all(scope, [...inbox, 'dismissed'])) {
        if (!still.has(id)) this.end(id, 'gone')
      }
    })()
  }

  /** Most money first, then oldest. `cursor` is the last item's `cursorOf`. */
  list(scope: Scope, filter: CaseFilter): CaseRow[] {
    const parts: (SQL | undefined)[] = [
      inScope(scope),
      inArray(recoveryCase.status, views[filter.view]),
      after(filter.cursor),
    ]
    if (filter.state !== undefined) parts.push(eq(recoveryCase.state, filter.state))
    if (filter.finding !== undefined) {
      parts.push(
        sql`EXISTS (SELECT 1 FROM json_each(${recoveryCase.findings}) WHERE value = ${filter.finding})`,
      )
    }
    return this.#db
      .select()
      .from(recoveryCase)
      .where(and(...parts))
      .orderBy(desc(recoveryCase.weight), recoveryCase.id)
      .limit(filter.limit)
      .all()
  }

  /** Every case of these statuses, most money first. */
  all(scope: Scope, statuses: CaseStatus[]): CaseRow[] {
    return this.#db
      .select()
      .from(recoveryCase)
      .where(and(inScope(scope), inArray(recoveryCase.status, statuses)))
      .orderBy(desc(recoveryCase.weight), recoveryCase.id)
      .all()
  }

  /** Whose cases of these statuses are in this state. */
  usersIn(scope: Scope, statuses: CaseStatus[], state: LinkState): string[] {
    return this.#db
      .select({ userId: recoveryCase.userId })
      .from(recoveryCase)
      .where(
        and(inScope(scope), inArray(recoveryCase.status, statuses), eq(recoveryCase.state, state)),
      )
      .all()
      .flatMap((row) => row.userId ?? [])
  }

  /** What the inbox adds up from. */
  outline(scope: Scope, statuses: CaseStatus[]): CaseOutline[] {
    return this.#outline(scope, statuses)
  }

  count(scope: Scope, statuses: CaseStatus[]): number {
    const row = this.#db
      .select({ n: count() })
      .from(recoveryCase)
      .where(and(inScope(scope), inArray(recoveryCase.status, statuses)))
      .get()
    return row?.n ?? 0
  }

  /** Repairs that ended well, newest first: what we know of who was given which customer. */
  recoveredFor(scope: Scope, userId: string): CaseRow[] {
    return this.#db
      .select()
      .from(recoveryCase)
      .where(
        and(inScope(scope), eq(recoveryCase.userId, userId), eq(recoveryCase.status, 'recovered')),
      )
      .orderBy(desc(recoveryCase.id))
      .all()
  }

  steps(caseId: number): RecordStep[] {
    return this.#db
      .select()
      .from(recoveryStep)
      .where(eq(recoveryStep.caseId, caseId))
      .orderBy(recoveryStep.id)
      .all()
  }
}

function inScope({ account, environment }: Scope): SQL | undefined {
  return and(eq(recoveryCase.account, account), eq(recoveryCase.environment, environment))
}

function columnsOf(found: Found) {
  return {
    ...found,
    planHash: planHash(found),
    weight: Math.max(0, ...found.atRisk.map((money) => money.minor)),
  }
}

/** Whether a person who dismissed the one would want to see the other. What money does meanwhile is no news. */
function isNews(row: CaseRow, found: ReturnType<typeof columnsOf>): boolean {
  return row.planHash !== found.planHash || saidBy(row) !== saidBy(found)
}

function saidBy({ findings, plan, candidates, userEmail }: CaseRow | Found): string {
  const twins = candidates.map(({ customerId, email, evidence, reasons }) =>
    JSON.stringify([customerId, email, evidence, reasons]),
  )
  return JSON.stringify([findings.toSorted(), plan.because.toSorted(), twins.toSorted(), userEmail])
}

export const cursorOf = (row: CaseRow): string => `${row.weight}:${row.id}`

function after(cursor: string | undefined): SQL | undefined {
  const [, weight, id] = /^(\d+):(\d+)$/.exec(cursor ?? '') ?? []
  if (weight === undefined || id === undefined) return undefined
  return or(
    lt(recoveryCase.weight, Number(weight)),
    and(eq(recoveryCase.weight, Number(weight)), sql`${recoveryCase.id} > ${Number(id)}`),
  )
}
