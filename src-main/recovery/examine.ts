import type { CandidateView, CustomerId, Finding, LinkState, Money, Plan } from '#contract'
import type { DirectoryUser } from '../directory/index.ts'
import { GatewayError } from '../gateway/index.ts'
import { addUp } from './add-up.ts'
import type { Bench } from './bench.ts'
import { findCandidates, ownerOf, type Search, userExists } from './candidates.ts'
import type { Found } from './cases.ts'
import { factsOf, factsOfAnswer } from './customer-facts.ts'
import { diagnose, findingsOfLive, isWellFormed } from './diagnose.ts'
import type { CustomerFacts, Lookup, MoneyFacts, Owner, Weighed } from './evidence.ts'
import { createEvidenceLog, type EvidenceLog } from './evidence-log.ts'
import { readMoneyFacts } from './money-facts.ts'
import { customersToRead, type LostState, planRecovery, review } from './plan.ts'

/** What one look at one link came to. */
export interface Examination {
  readonly user: DirectoryUser
  readonly owner: Owner
  readonly stored: string | null
  readonly state: LinkState
  readonly findings: Finding[]
  readonly plan: Plan
  readonly log: EvidenceLog
  readonly weighed: readonly Weighed[]
  readonly money: ReadonlyMap<string, MoneyFacts>
  readonly atRisk: Money[]
  readonly monthly: Money[]
  /** Why nothing could be seen, for `unreachable` and `forbidden`. */
  readonly detail: string | null
}

export interface HowToLook {
  /** Ask Stripe for everything again, as execution must; else the current mirror is believed. */
  readonly fresh: boolean
  /** Somebody needs a customer now. */
  readonly asked: boolean
}

const lost: readonly LinkState[] = ['deleted', 'missing', 'wrong_mode', 'malformed', 'unlinked']

/** Looks at one link, says what is true of it and what to do. Writes nothing but the mirror. */
export async function examine(
  bench: Bench,
  user: DirectoryUser,
  how: HowToLook,
): Promise<Examination> {
  const log = createEvidenceLog(bench.now)
  const owner = await ownerOf(bench, user)
  const stored = user.storedId[bench.environment]
  log.add('stored id', stored === null ? 'none' : JSON.stringify(stored), null)
  const lookup = isWellFormed(stored) ? await look(bench, stored, how, log) : null
  const live = lookup?.kind === 'live' ? lookup.customer : null
  const holders = isWellFormed(stored)
    ? (await bench.directory.holdersOf(bench.environment, stored)).filter((id) => id !== user.id)
    : []
  const state = diagnose({
    owner,
    stored,
    lookup,
    otherHolders: holders.length,
    namedUserExists: live !== null && (await namesUserHere(bench, live)),
    ours: live === null || bench.ownership(live),
  })
  if (holders.length > 0) log.add('who else holds it', holders.slice(0, 5).join(', '), null)
  const base = { user, owner, stored, state, log, detail: detailOf(lookup) }
  if (isLost(state)) return { ...base, ...(await planLost(bench, base, state, how)) }
  if (live !== null && state === 'linked')
    return { ...base, ...(await planLinked(bench, base, live, how)) }
  return {
    ...base,
    ...nothing,
    plan: planHeld(state, holders.length),
    ...riskOf(bench, [stored]),
  }
}

type Base = Pick<Examination, 'user' | 'owner' | 'stored' | 'state' | 'log' | 'detail'>
type Rest = Omit<Examination, keyof Base>

const nothing = { findings: [], weighed: [], money: new Map<string, MoneyFacts>() }
const keep: Plan = { kind: 'keep', customerId: null, because: [] }

async function planLost(
  bench: Bench,
  { user, owner, stored, log }: Base,
  state: LostState,
  { fresh, asked }: HowToLook,
): Promise<Rest> {
  const search = await findCandidates(bench, user, owner, log, fresh)
  const money = await readMoney(bench, search, log)
  const plan = search.allRead
    ? planRecovery({ state, ...search, money, asked })
    : review(['fact_unread'])
  const lostOne = stored !== null && bench.mirror.customers.lostSubscription(stored)
  return {
    findings: lostOne ? ['lost_subscription'] : [],
    plan,
    weighed: search.weighed,
    money,
    ...riskOf(bench, [stored, ...search.weighed.map((one) => one.customer.id)]),
  }
}

/** A healthy link may still have a twin, or another address in Stripe: for a person to see. */
async function planLinked(
  bench: Bench,
  { user, owner, stored, log }: Base,
  live: CustomerFacts,
  { fresh, asked }: HowToLook,
): Promise<Rest> {
  // Who needs a customer now has one: whether there is a twin is for an audit.
  if (asked) return { ...nothing, plan: keep, ...riskOf(bench, [stored]) }
  const search = await findCandidates(bench, user, owner, log, fresh)
  const twins = search.allRead ? search.weighed.filter(isTwin) : []
  const findings = findingsOfLive(live, owner)
  const plan = twins.length > 0 ? review(['duplicate_customers']) : null
  const differs = findings.includes('email_differs') ? review(['emails_differ']) : keep
  return {
    findings: twins.length > 0 ? ['duplicate', ...findings] : findings,
    plan: plan ?? differs,
    weighed: twins,
    money: new Map(),
    ...riskOf(bench, [stored, ...twins.map((one) => one.customer.id)]),
  }
}

/** Evidence a to c; that an address is not verified makes a twin no less visible. */
function isTwin({ grade, reasons }: Weighed): boolean {
  if (grade === 'named') return false
  return grade !== 'possible' || reasons.every((reason) => reason === 'email_only_unverified')
}

function planHeld(state: LinkState, holders: number): Plan {
  if (state !== 'claimed') return keep
  return review([holders > 0 ? 'shared_id' : 'metadata_names_other_user'])
}

async function look(
  bench: Bench,
  stored: CustomerId,
  how: HowToLook,
  log: EvidenceLog,
): Promise<Lookup> {
  const known = bench.mirror.customers.find(stored)
  if (!how.fresh && known !== undefined && known.suspect === 0) {
    log.add(`mirror ${stored}`, known.deleted === 1 ? 'deleted' : 'live', null)
    return known.deleted === 1 ? { kind: 'deleted' } : { kind: 'live', customer: factsOf(known) }
  }
  try {
    return await askFor(bench, stored, log)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    log.add(`retrieve ${stored}`, error.message, error.requestId)
    const refused = error.failure.kind === 'auth' || error.failure.kind === 'permission'
    return { kind: refused ? 'forbidden' : 'unreachable', detail: error.message }
  }
}

async function askFor(bench: Bench, stored: CustomerId, log: EvidenceLog): Promise<Lookup> {
  const answer = await bench.mirror.retrieve(bench.gateway, stored)
  log.add(`retrieve ${stored}`, sayLookup(answer.kind), answer.requestId)
  if (answer.kind !== 'live') return { kind: answer.kind }
  return { kind: 'live', customer: factsOfAnswer(answer.customer) }
}

const sayLookup = (kind: 'live' | 'deleted' | 'missing' | 'wrong_mode'): string =>
  ({
    live: '200',
    deleted: '200, deleted: true',
    missing: '404 resource_missing',
    wrong_mode: '404, exists in the other mode',
  })[kind]

async function readMoney(bench: Bench, search: Search, log: EvidenceLog) {
  const money = new Map<string, MoneyFacts>()
  for (const { customer } of customersToRead(search.weighed)) {
    const balance = bench.mirror.customers.find(customer.id)?.balance ?? 0
    const facts = await readMoneyFacts(bench.gateway, { id: customer.id, balance })
    money.set(customer.id, facts)
    const said = `claim ${facts.claim}, card ${facts.card}, paid invoice ${facts.paidInvoice}`
    log.add(`money of ${customer.id}`, said, null)
  }
  return money
}

/** A mark of another directory names nobody here. */
async function namesUserHere(bench: Bench, customer: CustomerFacts): Promise<boolean> {
  const { ownerDirectory, ownerId } = customer
  if (ownerDirectory !== null && ownerDirectory !== bench.directory.name) return false
  return userExists(bench, ownerId)
}

/** What hangs on these customers: MRR plus open invoices, and the MRR alone; one sum a currency. */
export function riskOf(
  bench: Bench,
  ids: readonly (string | null)[],
): Pick<Examination, 'atRisk' | 'monthly'> {
  const known = [...new Set(ids)].filter((id) => id !== null)
  const { customers } = bench.mirror
  const monthly = known.flatMap((id) => customers.mrr(id))
  const owed = known.flatMap((id) => customers.openInvoices(id))
  return { atRisk: addUp([...monthly, ...owed]), monthly: addUp(monthly) }
}

/** Nothing is wrong, or nothing is known: no case. */
export function isQuiet({ state, plan }: Pick<Examination, 'state' | 'plan'>): boolean {
  return (
    plan.kind === 'keep' && (state === 'linked' || state === 'unlinked' || state === 'not_ours')
  )
}

/** From these a link may be repaired. */
export function isLost(state: LinkState): state is LostState {
  return lost.includes(state)
}

function detailOf(lookup: Lookup | null): string | null {
  return lookup?.kind === 'unreachable' || lookup?.kind === 'forbidden' ? lookup.detail : null
}

/** What a case keeps of an examination. */
export function foundOf(bench: Bench, seen: Examination, held: string | null): Found {
  return {
    userId: seen.user.id,
    orphanId: null,
    userName: seen.user.name,
    userEmail: seen.user.email,
    state: seen.state,
    findings: seen.findings,
    storedId: seen.stored,
    plan: seen.plan,
    evidence: [...seen.log.lines],
    candidates: seen.weighed.map((one) => toView(bench, one, seen.money)),
    atRisk: seen.atRisk,
    monthly: seen.monthly,
    status: held === null ? 'open' : 'held',
    detail: held ?? seen.detail,
  }
}

function toView(
  bench: Bench,
  { customer, grade, reasons }: Weighed,
  money: Examination['money'],
): CandidateView {
  const facts = money.get(customer.id)
  const evidence = grade === 'a' || grade === 'b' || grade === 'c' ? grade : null
  return {
    customerId: customer.id,
    email: customer.email,
    name: customer.name,
    created: customer.created,
    evidence,
    reasons: [...reasons],
    claim: facts?.claim ?? 'unread',
    card: facts?.card ?? 'unread',
    paidInvoice: facts?.paidInvoice ?? 'unread',
    mrr: bench.mirror.customers.mrr(customer.id),
  }
}
