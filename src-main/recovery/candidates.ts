import type { Reason, UserId } from '#contract'
import { type DirectoryUser, foldEmail } from '../directory/index.ts'
import { type CustomerBody, GatewayError, isFailure, type Sighting } from '../gateway/index.ts'
import { type CustomerRow, catchUpCustomers, toInterval } from '../mirror/index.ts'
import type { Bench } from './bench.ts'
import { customerCreationKey, markOf, personOf } from './creation-key.ts'
import { factsOf, factsOfAnswer } from './customer-facts.ts'
import type { Absence, CustomerFacts, Owner, Weighed } from './evidence.ts'
import type { EvidenceLog } from './evidence-log.ts'
import { customersSince, isRefusedFilter } from './recent.ts'
import { weigh } from './weigh.ts'

/** Search lags: what is younger is listed. */
const HOUR_MS = 3_600_000

/** The mirror's last word may be a little older than it says. Seconds. */
const OVERLAP = 60

/** What speaks for whom, and whether "nobody else" is known. */
export interface Search {
  readonly weighed: readonly Weighed[]
  readonly absence: Absence
  /** False: a customer came up that could not be looked at. */
  readonly allRead: boolean
}

/**
 * Looks for an owner's customers. `fresh` asks Stripe by e-mail and reads every find again, as execution must; else
 * the mirror is believed, which the caller has just brought up to date.
 */
export async function findCandidates(
  bench: Bench,
  user: DirectoryUser,
  owner: Owner,
  log: EvidenceLog,
  fresh: boolean,
): Promise<Search> {
  const proof = fresh ? await askStripe(bench, user, owner, log) : ({ kind: 'proven' } as const)
  const stored = user.storedId[bench.environment]
  const own = ownRecords(bench, owner, stored)
  const others = () => collect(bench, owner, own).filter((row) => row.id !== stored)
  const first = await weighAll(bench, others(), { owner, own, stored }, fresh, log)
  if (!fresh || proof.kind === 'unproven' || first.weighed.length > 0) {
    return { ...first, absence: proof }
  }
  // Nobody in a mirror that may be a minute old: a sign-up may be quicker than that.
  const recent = await listRecent(bench, log)
  const second = await weighAll(bench, others(), { owner, own, stored }, fresh, log)
  return { ...second, absence: recent }
}

interface ForWhom {
  readonly owner: Owner
  readonly own: OwnRecords
  readonly stored: string | null
}

async function weighAll(
  bench: Bench,
  rows: readonly CustomerRow[],
  { owner, own, stored }: ForWhom,
  fresh: boolean,
  log: EvidenceLog,
): Promise<Pick<Search, 'weighed' | 'allRead'>> {
  const weighed: Weighed[] = []
  let allRead = true
  for (const row of rows) {
    const customer = await confirmed(bench, row, fresh, log)
    if (customer === 'unread') allRead = false
    if (customer === 'unread' || customer === 'gone' || !bench.ownership(customer)) continue
    const one = await weighInContext(bench, customer, owner, own, stored)
    if (one.grade !== 'none') weighed.push(one)
    log.add(`weigh ${customer.id}`, describe(one), null)
  }
  return { weighed, allRead }
}

/** What was made since the mirror was brought up to date. */
async function listRecent(bench: Bench, log: EvidenceLog): Promise<Absence> {
  const { stripeAsOf } = bench.mirror.status('customer')
  const since = stripeAsOf === null ? bench.now() - HOUR_MS : (stripeAsOf - OVERLAP) * 1000
  try {
    for await (const page of customersSince(bench.gateway, since)) keep(bench, page.items, page)
    return { kind: 'proven' }
  } catch (error) {
    return unproven(error, log)
  }
}

function unproven(error: unknown, log: EvidenceLog): Absence {
  if (!(error instanceof GatewayError) || error.failure.kind === 'auth') throw error
  log.add('prove absence', error.message, error.requestId)
  return { kind: 'unproven', detail: error.message }
}

/** Absence is proven, not assumed: by e-mail, and by owner metadata in a list that is complete and current. */
async function askStripe(
  bench: Bench,
  user: DirectoryUser,
  owner: Owner,
  log: EvidenceLog,
): Promise<Absence> {
  const spellings = new Set([
    user.email.trim(),
    owner.email,
    ...(await formerSpellings(bench, user)),
  ])
  try {
    for (const email of spellings) if (email) await listByEmail(bench, email, log)
    await lookUpMetadata(bench, owner, log)
    return { kind: 'proven' }
  } catch (error) {
    return unproven(error, log)
  }
}

/** Stripe compares letter by letter: an address is asked for as it was written, and folded. */
async function formerSpellings(bench: Bench, user: DirectoryUser): Promise<(string | null)[]> {
  const written = await bench.directory.formerEmails(user.id)
  return written.flatMap((email) => [email.trim(), foldEmail(email)])
}

async function listByEmail(bench: Bench, email: string, log: EvidenceLog): Promise<void> {
  try {
    const page = await bench.gateway.listCustomers({ email, limit: 100 })
    keep(bench, page.items, page)
    log.add('list by e-mail', `${page.items.length} live`, page.requestId)
    if (page.items.every((one) => foldEmail(one.email ?? '') === foldEmail(email))) return
  } catch (error) {
    if (!isRefusedFilter(error)) throw error
    if (isInvalidAddress(error))
      return log.add('list by e-mail', 'no address for Stripe: nobody has it', null)
  }
  // Where that filter is refused, or taken and not obeyed, a whole listing, made now, says the same.
  await catchUpCustomers(bench.mirror, bench.gateway, bench.now, 0)
  log.add('list all customers', 'this Stripe cannot list by e-mail', null)
}

function isInvalidAddress(error: unknown): boolean {
  if (!(error instanceof GatewayError) || error.failure.kind !== 'invalid') return false
  return error.failure.code === 'email_invalid'
}

/** In the mirror where it is or can be made current; where it was never filled, by search plus the last hour. */
async function lookUpMetadata(bench: Bench, owner: Owner, log: EvidenceLog): Promise<void> {
  if (bench.mirror.status('customer').run === 'never' && (await search(bench, owner, log))) return
  await catchUpCustomers(bench.mirror, bench.gateway, bench.now)
  log.add('look up owner metadata', `${bench.mirror.customers.ofOwner(owner.id).length} live`, null)
}

/** @returns False where this Stripe has no search. */
async function search(bench: Bench, owner: Owner, log: EvidenceLog): Promise<boolean> {
  try {
    const found = await bench.gateway.searchCustomersByMetadata('user_id', owner.id)
    keep(bench, found, found)
    for await (const page of customersSince(bench.gateway, bench.now() - HOUR_MS)) {
      keep(bench, page.items, page)
    }
    log.add('search by owner metadata', `${found.length} live`, found.requestId)
    return true
  } catch (error) {
    if (isFailure(error, 'unsupported')) return false
    throw error
  }
}

function keep(bench: Bench, customers: readonly CustomerBody[], seen: Sighting): void {
  const interval = toInterval(seen)
  bench.mirror.apply(
    customers.map((object) => ({ kind: 'customer', object, interval, source: 'list', run: 0 })),
  )
}

function collect(bench: Bench, owner: Owner, own: OwnRecords): CustomerRow[] {
  const { customers } = bench.mirror
  const emails = [owner.email, ...owner.formerEmails].filter((email) => email !== null)
  const recorded = [...own.successors].map((id) => customers.find(id))
  const rows = [
    ...emails.flatMap((email) => customers.withEmail(email)),
    ...customers.ofOwner(owner.id),
    ...recorded.filter((row) => row !== undefined).filter((row) => row.deleted === 0),
  ]
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

/** @returns The customer as Stripe shows it now. */
async function confirmed(
  bench: Bench,
  row: CustomerRow,
  fresh: boolean,
  log: EvidenceLog,
): Promise<CustomerFacts | 'gone' | 'unread'> {
  if (!fresh && row.suspect === 0) return factsOf(row)
  try {
    const answer = await bench.mirror.retrieve(bench.gateway, row.id)
    log.add(`retrieve ${row.id}`, answer.kind, answer.requestId)
    return answer.kind === 'live' ? factsOfAnswer(answer.customer) : 'gone'
  } catch (error) {
    if (!(error instanceof GatewayError) || error.failure.kind === 'auth') throw error
    log.add(`retrieve ${row.id}`, error.message, error.requestId)
    return 'unread'
  }
}

interface OwnRecords {
  /** Customers that our cases linked to this very person. */
  readonly successors: ReadonlySet<string>
  /** `relink_intent` of customers that were made for this very row. */
  readonly marks: ReadonlySet<string>
}

function ownRecords(bench: Bench, owner: Owner, stored: string | null): OwnRecords {
  const person = personOf(owner)
  const cases = bench.cases
    .recoveredFor(bench, owner.id)
    .filter((row) => row.person === person && row.customerId !== null)
  const key = customerCreationKey({
    account: bench.account,
    environment: bench.environment,
    directory: bench.directory.name,
    owner,
    replaces: stored,
  })
  return {
    successors: new Set(cases.flatMap((row) => row.customerId ?? [])),
    marks: new Set([markOf(key)]),
  }
}

async function weighInContext(
  bench: Bench,
  customer: CustomerFacts,
  owner: Owner,
  own: OwnRecords,
  stored: string | null,
): Promise<Weighed> {
  const { directory, environment } = bench
  const holders = await directory.holdersOf(environment, customer.id)
  const sharing = owner.email === null ? [] : await directory.withEmail(owner.email)
  const intent = customer.relinkIntent
  return weigh(customer, owner, {
    environment,
    directory: directory.name,
    heldByOthers: holders.some((holder) => holder !== owner.id),
    namedUserExists: await userExists(bench, customer.ownerId),
    emailShared: sharing.some((user) => user.id !== owner.id),
    ownRecord: own.successors.has(customer.id) || (intent !== null && own.marks.has(intent)),
    linkClock: clockOf(bench, stored),
  })
}

export async function userExists(bench: Bench, id: string | null): Promise<boolean> {
  if (id === null) return false
  // The id comes from metadata that anybody may have written; the directory only compares it.
  return (await bench.directory.find(id as UserId)) !== undefined
}

/** A customer on a test clock belongs to whoever plays with that clock. */
function clockOf(bench: Bench, stored: string | null): string | null {
  return stored === null ? null : (bench.mirror.customers.find(stored)?.test_clock ?? null)
}

function describe({ grade, reasons }: Weighed): string {
  const said: readonly Reason[] = reasons
  return [grade === 'none' ? 'not theirs' : `evidence: ${grade}`, ...said].join(', ')
}

/** The owner behind a directory row. */
export async function ownerOf(bench: Bench, user: DirectoryUser): Promise<Owner> {
  const former = await bench.directory.formerEmails(user.id)
  return {
    id: user.id,
    email: foldEmail(user.email),
    formerEmails: former.map(foldEmail).filter((email) => email !== null),
    name: user.name,
    isVerified: user.isVerified,
    createdAt: user.createdAt,
  }
}
