import { filterOf, list } from '../protocol/lists.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Entry } from '../store/collection.ts'
import type { Environment } from '../store/environment.ts'
import type { Charge, Dispute } from '../store/shapes.ts'
import { knownCustomer, ofPath } from './lookup.ts'

function chargesAmong(
  { find }: Environment,
  customer: string | undefined,
  intent: string | undefined,
): Iterable<Entry<Charge>> | undefined {
  if (intent !== undefined) return find.chargesByIntent(intent)
  return customer === undefined ? undefined : find.chargesByCustomer(customer)
}

function listCharges(call: Call): object {
  const { env, params } = call
  const customer = filterOf(params, 'customer')
  const intent = filterOf(params, 'payment_intent')
  if (customer !== undefined) knownCustomer(env, customer)
  return list(call, env.charges, {
    among: chargesAmong(env, customer, intent),
    keep: (charge) => customer === undefined || charge.customer === customer,
  })
}

function listIntents(call: Call): object {
  const customer = filterOf(call.params, 'customer')
  if (customer !== undefined) knownCustomer(call.env, customer)
  return list(call, call.env.paymentIntents, {
    among: customer === undefined ? undefined : call.env.find.intentsByCustomer(customer),
  })
}

function disputesAmong(
  { find }: Environment,
  charge: string | undefined,
  intent: string | undefined,
): Iterable<Entry<Dispute>> | undefined {
  if (charge !== undefined) return find.disputesByCharge(charge)
  return intent === undefined ? undefined : find.disputesByIntent(intent)
}

function listDisputes(call: Call): object {
  const charge = filterOf(call.params, 'charge')
  const intent = filterOf(call.params, 'payment_intent')
  return list(call, call.env.disputes, { among: disputesAmong(call.env, charge, intent) })
}

const DISPUTES = { right: 'dispute', feature: 'disputes' } as const

export const paymentEndpoints: readonly Endpoint[] = [
  endpoint(
    'GET /v1/charges',
    { right: 'charge', accepts: [...PAGING, 'customer', 'payment_intent'] },
    listCharges,
  ),
  endpoint('GET /v1/charges/:id', { right: 'charge' }, ({ env, id }) =>
    ofPath(env, (side) => side.charges, 'charge', id),
  ),
  endpoint(
    'GET /v1/payment_intents',
    { right: 'payment_intent', accepts: [...PAGING, 'customer'] },
    listIntents,
  ),
  endpoint('GET /v1/payment_intents/:id', { right: 'payment_intent' }, ({ env, id }) =>
    ofPath(env, (side) => side.paymentIntents, 'payment_intent', id),
  ),
  endpoint(
    'GET /v1/disputes',
    { ...DISPUTES, accepts: [...PAGING, 'charge', 'payment_intent'] },
    listDisputes,
  ),
  endpoint('GET /v1/disputes/:id', DISPUTES, ({ env, id }) =>
    ofPath(env, (side) => side.disputes, 'dispute', id),
  ),
]
