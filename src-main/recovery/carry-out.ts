import { CustomerId, type Plan, UserId } from '#contract'
import type { DirectoryUser } from '../directory/index.ts'
import { GatewayError } from '../gateway/index.ts'
import type { Bench } from './bench.ts'
import { ownerOf } from './candidates.ts'
import { findMade, makeCustomer } from './create-customer.ts'
import {
  type CreationIntent,
  customerCreationKey,
  newCustomerBody,
  personOf,
} from './creation-key.ts'
import type { Examination } from './examine.ts'
import type { Actor, CaseRow, IntentRow } from './schema.ts'

/** How a repair ended, once it had begun. `failed` keeps its intent: the next run goes on where it stopped. */
export type Ended =
  | { readonly kind: 'recovered'; readonly customerId: CustomerId }
  | { readonly kind: 'conflict'; readonly detail: string }

export type Repair = Plan & { readonly kind: 'relink' | 'create' }

export function isRepair(plan: Plan): plan is Repair {
  return plan.kind === 'relink' || plan.kind === 'create'
}

/** The only place recovery acts. The intent is committed before the effect, so that a kill can be resumed. */
export async function carryOut(
  bench: Bench,
  row: CaseRow,
  seen: Examination,
  plan: Repair,
  actor: Actor,
): Promise<Ended> {
  bench.onStep?.('plan')
  bench.transact(() => {
    bench.intents.begin({
      caseId: row.id,
      kind: plan.kind,
      storedId: seen.stored,
      customerId: plan.customerId,
      actor,
      person: personOf(seen.owner),
    })
    bench.cases.update(row.id, { status: 'executing', plan, detail: null })
    bench.cases.addStep(row.id, { step: 'planned', detail: describe(plan), requestId: null })
  })
  bench.changed('cases')
  return resume(bench, row)
}

/** Goes on from the step that was committed last. Every step may be taken again. */
export async function resume(bench: Bench, row: CaseRow): Promise<Ended> {
  const intent = bench.intents.find(row.id)
  const user = await ownerRow(bench, row)
  if (intent === undefined) throw new Error(`Case ${row.id} has nothing to go on from.`)
  const changed = await changedMeanwhile(bench, intent, user)
  if (user === undefined || changed !== null) return conflict(bench, row, intent, changed ?? gone)
  switch (intent.step) {
    case 'planned':
    case 'sending':
      if (intent.kind === 'create') await create(bench, row, intent, user)
      return store(bench, row, user)
    case 'created':
      return store(bench, row, user)
    case 'stored':
      return verify(bench, row, user)
  }
}

const gone = 'The user is not in the directory any more.'

/** Why this row must not get what was meant for it: it is another person's, or holds something else by now. */
async function changedMeanwhile(
  bench: Bench,
  intent: IntentRow,
  user: DirectoryUser | undefined,
): Promise<string | null> {
  if (user === undefined) return gone
  if (personOf(await ownerOf(bench, user)) !== intent.person) {
    return 'The row is another person’s than when the repair began.'
  }
  const holds = user.storedId[bench.environment]
  const unsure = intent.step === 'sending' && holds !== intent.storedId
  return unsure ? `The row now holds ${holds ?? 'no id'}: somebody else changed it.` : null
}

async function create(bench: Bench, row: CaseRow, intent: IntentRow, user: DirectoryUser) {
  const resumed = intent.step === 'sending'
  if (!resumed) {
    const creation: CreationIntent = {
      account: bench.account,
      environment: bench.environment,
      directory: bench.directory.name,
      owner: await ownerOf(bench, user),
      replaces: intent.storedId,
    }
    const key = customerCreationKey(creation)
    bench.intents.sending(row.id, key, newCustomerBody(creation, user, key), bench.now())
  }
  const made = await makeCustomer(bench, row.id, resumed)
  bench.onStep?.('record-created')
  bench.transact(() => {
    bench.intents.created(row.id, made.customerId)
    bench.cases.addStep(row.id, {
      step: 'created',
      detail: made.customerId,
      requestId: made.requestId,
    })
    bench.trail.append({
      actor: intent.actor,
      action: 'customer.created',
      ...subject(bench, row),
      before: null,
      after: made.customerId,
      requestId: made.requestId,
      detail: null,
    })
  })
}

async function store(bench: Bench, row: CaseRow, user: DirectoryUser): Promise<Ended> {
  const intent = bench.intents.find(row.id)
  const to = CustomerId.safeParse(intent?.customerId)
  if (intent === undefined || !to.success)
    throw new Error(`Case ${row.id} has no customer to store.`)
  bench.onStep?.('store')
  const answer = await bench.directory.replaceLink({
    user: user.id,
    environment: bench.environment,
    from: intent.storedId,
    to: to.data,
  })
  bench.onStep?.('record-stored')
  switch (answer.kind) {
    case 'stored':
    case 'already':
      recordStored(bench, row, intent, to.data)
      return verify(bench, row, user)
    case 'conflict':
      return conflict(
        bench,
        row,
        intent,
        `The row now holds ${answer.holds ?? 'no id'}: somebody else changed it.`,
      )
    case 'taken':
      return conflict(bench, row, intent, `User ${answer.by} holds ${to.data} now.`)
    case 'gone':
      return conflict(bench, row, intent, gone)
  }
}

function recordStored(bench: Bench, row: CaseRow, intent: IntentRow, to: CustomerId): void {
  bench.transact(() => {
    bench.intents.stored(row.id)
    bench.cases.addStep(row.id, { step: 'stored', detail: to, requestId: null })
    bench.trail.append({
      actor: intent.actor,
      action: 'link.replaced',
      ...subject(bench, row),
      before: intent.storedId,
      after: to,
      requestId: null,
      detail: null,
    })
  })
}

/** Reads both sides again: the row holds the id, and Stripe has the customer. */
async function verify(bench: Bench, row: CaseRow, user: DirectoryUser): Promise<Ended> {
  const intent = bench.intents.find(row.id)
  const to = CustomerId.parse(intent?.customerId)
  bench.onStep?.('verify')
  const now = await bench.directory.find(user.id)
  const answer = await bench.mirror.retrieve(bench.gateway, to)
  const holds = now?.storedId[bench.environment] ?? null
  if (intent === undefined || holds !== to || answer.kind !== 'live') {
    const why =
      holds === to
        ? `Stripe says of ${to}: ${answer.kind}.`
        : `The row now holds ${holds ?? 'no id'}.`
    return conflict(bench, row, intent, why)
  }
  const person = personOf(await ownerOf(bench, user))
  bench.onStep?.('finish')
  bench.transact(() => {
    bench.cases.addStep(row.id, { step: 'verified', detail: to, requestId: answer.requestId })
    bench.cases.end(row.id, 'recovered', { customerId: to, person, detail: null })
    bench.intents.end(row.id)
  })
  logEnd(bench, row, 'recovered')
  bench.changed('cases', 'customers', 'activity')
  return { kind: 'recovered', customerId: to }
}

/** Somebody else wrote first. A customer that we made and nobody holds is marked and reported, never deleted. */
async function conflict(
  bench: Bench,
  row: CaseRow,
  intent: IntentRow | undefined,
  detail: string,
): Promise<Ended> {
  const leftover = intent?.kind === 'create' ? await findMade(bench, intent) : undefined
  const holders = leftover && (await bench.directory.holdersOf(bench.environment, leftover))
  if (leftover !== undefined && holders?.length === 0) await reportLeftover(bench, row, leftover)
  bench.transact(() => {
    bench.intents.end(row.id)
    bench.cases.update(row.id, { status: 'conflict', detail })
    bench.cases.addStep(row.id, { step: 'ended', detail, requestId: null })
  })
  logEnd(bench, row, 'conflict')
  bench.changed('cases')
  return { kind: 'conflict', detail }
}

async function reportLeftover(bench: Bench, row: CaseRow, customerId: CustomerId): Promise<void> {
  bench.alerts.raise({
    key: `leftover:${customerId}`,
    kind: 'leftover_customer',
    severity: 'warning',
    environment: bench.environment,
    message: `Case ${row.id} made ${customerId}, but the row had changed meanwhile. Nobody is linked to it.`,
  })
  const metadata = { relink_leftover: `case ${row.id}` }
  try {
    await bench.gateway.updateCustomer(customerId, { metadata }, `relink_leftover_${customerId}`)
  } catch (error) {
    // The alert says it all the same; a mark that Stripe refuses must not keep the case from its end.
    if (!(error instanceof GatewayError)) throw error
    bench.log.warn({ case: row.id, err: error }, 'A leftover customer could not be marked.')
  }
}

function logEnd(bench: Bench, row: CaseRow, outcome: Ended['kind']): void {
  const { account, environment } = bench
  const context = { event: 'customer_recovery', case: row.id, account, environment, outcome }
  bench.log.info(context, `Case ${row.id} ended: ${outcome}.`)
}

async function ownerRow(bench: Bench, row: CaseRow): Promise<DirectoryUser | undefined> {
  return row.userId === null ? undefined : bench.directory.find(UserId.parse(row.userId))
}

const subject = (bench: Bench, row: CaseRow) => ({
  environment: bench.environment,
  account: bench.account,
  userId: row.userId,
  case: row.id,
})

function describe(plan: Repair): string {
  return plan.kind === 'relink' ? `relink to ${plan.customerId}` : 'create a customer'
}
