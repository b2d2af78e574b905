import { CustomerId } from '#contract'
import { type CreateAnswer, isFailure } from '../gateway/index.ts'
import type { Bench } from './bench.ts'
import { KEY_LIFE_MS, markOf, nextKey } from './creation-key.ts'
import { customersSince } from './recent.ts'
import type { IntentRow, NewCustomerBody } from './schema.ts'

/** A customer that exists now, and the request that made or found it. */
export interface Made {
  readonly customerId: CustomerId
  readonly requestId: string | null
}

const TRIES = 6

/** Clocks differ: a customer may look a little older than the moment it was asked for. */
const CLOCK_SLACK_MS = 600_000

/** Nobody can say whether Stripe made the customer: it is looked up again at the next try. */
export class UncertainCreation extends Error {
  override readonly name = 'UncertainCreation'
  constructor() {
    super(
      'Stripe did not say whether it made the customer, and it cannot be found yet. Nothing was stored. ' +
        'Run the case again: it is looked up first, and never made twice.',
    )
  }
}

/**
 * Makes one customer under the intent's key, or finds the one that an earlier sending made. What was sent and not
 * answered is looked up before anything goes out again; only when that finds nothing is another key used.
 *
 * @throws GatewayError when Stripe refused before doing anything (the next try then decides anew, unless an earlier
 * sending is still in doubt); UncertainCreation when nobody knows.
 */
export async function makeCustomer(bench: Bench, caseId: number, resumed: boolean): Promise<Made> {
  let doubtful = resumed
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await lookUpBeforeSending(bench, caseId, doubtful)
    if (known !== null) return known
    const { body, idempotencyKey } = sendingIntent(bench, caseId)
    bench.onStep?.('send')
    const answer = await bench.gateway.createCustomer(body, idempotencyKey).catch((error) => {
      if (!doubtful || isFailure(error, 'invalid')) bench.intents.unsent(caseId)
      throw error
    })
    bench.onStep?.('answered')
    const made = await settle(bench, caseId, answer)
    if (made !== null) return made
    doubtful = answer.kind !== 'in_use'
    await bench.sleep(Math.min(8_000, 250 * 2 ** tries))
  }
  const found = await lookUp(bench, sendingIntent(bench, caseId))
  if (found === null) throw new UncertainCreation()
  return found
}

/** Past 23 hours Stripe may have forgotten the key: the customer is looked up, and only then another key is used. */
async function lookUpBeforeSending(
  bench: Bench,
  caseId: number,
  doubtful: boolean,
): Promise<Made | null> {
  const intent = sendingIntent(bench, caseId)
  const old = bench.now() - intent.firstSentAt >= KEY_LIFE_MS
  if (!doubtful && !old) return null
  const found = await lookUp(bench, intent)
  if (found === null && old) rekey(bench, intent, `expired:${intent.firstSentAt}`)
  return found
}

/** @returns The customer, or null when the next try has to look it up or use the key that was set. */
async function settle(bench: Bench, caseId: number, answer: CreateAnswer): Promise<Made | null> {
  const intent = sendingIntent(bench, caseId)
  switch (answer.kind) {
    case 'created': {
      // A replayed answer shows the customer's birth: it may have been deleted since.
      const now = await bench.mirror.retrieve(bench.gateway, answer.customer.id)
      if (now.kind === 'live')
        return { customerId: answer.customer.id, requestId: answer.requestId }
      rekey(bench, intent, answer.customer.id)
      return null
    }
    case 'key_refused': {
      const found = await lookUp(bench, intent)
      if (found === null) rekey(bench, intent, 'refused')
      return found
    }
    case 'failed': {
      const found = await lookUp(bench, intent)
      if (found === null && answer.replayed) {
        rekey(bench, intent, answer.originalRequest ?? answer.requestId ?? 'replayed')
      }
      return found
    }
    case 'in_use':
    case 'no_answer':
      return null
  }
}

/** The customer of a creation that was sent and then given up, if Stripe made it. */
export async function findMade(bench: Bench, intent: IntentRow): Promise<CustomerId | undefined> {
  if (intent.step !== 'sending') return CustomerId.safeParse(intent.customerId).data
  return (await lookUp(bench, sendingIntent(bench, intent.caseId)))?.customerId
}

/** Customers made around the sending that carry one of this intent's marks. */
async function lookUp(bench: Bench, intent: SendingIntent): Promise<Made | null> {
  const since = intent.sentSince - CLOCK_SLACK_MS
  for await (const page of customersSince(bench.gateway, since)) {
    for (const customer of page.items) {
      const mark = customer.metadata?.['relink_intent']
      if (mark === undefined || !intent.marks.includes(mark)) continue
      const now = await bench.mirror.retrieve(bench.gateway, customer.id)
      if (now.kind === 'live') {
        return { customerId: CustomerId.parse(customer.id), requestId: page.requestId }
      }
    }
  }
  return null
}

function rekey(bench: Bench, intent: SendingIntent, because: string): void {
  const key = nextKey(intent.idempotencyKey, because)
  const metadata = { ...intent.body.metadata, relink_intent: markOf(key) }
  bench.intents.sending(intent.caseId, key, { ...intent.body, metadata }, bench.now())
}

interface SendingIntent {
  readonly caseId: number
  readonly idempotencyKey: string
  readonly body: NewCustomerBody
  readonly marks: readonly string[]
  readonly firstSentAt: number
  /** When the first of all its keys went out. */
  readonly sentSince: number
}

function sendingIntent(bench: Bench, caseId: number): SendingIntent {
  const intent: IntentRow | undefined = bench.intents.find(caseId)
  const { idempotencyKey, body, firstSentAt, sentSince } = intent ?? {}
  if (!intent || !idempotencyKey || !body || !firstSentAt || !sentSince) {
    throw new Error(`Case ${caseId} has no intent that was made ready for sending.`)
  }
  return { caseId, idempotencyKey, body, marks: intent.marks, firstSentAt, sentSince }
}
