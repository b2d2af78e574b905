import { invalid } from '../protocol/errors.ts'
import type { Params } from '../protocol/form.ts'
import { filterOf, list } from '../protocol/lists.ts'
import { integer, mergeMetadata, required, text, tree } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'
import type { PaymentMethod } from '../store/shapes.ts'
import { type Act, emit } from './act.ts'
import { customers, knownCustomer, ofParam, ofPath, paymentMethods } from './lookup.ts'

interface CardFacts {
  readonly brand: string
  readonly last4: string
  readonly month: number
  readonly year: number
}

/** The published test cards that are reached by a fixed id. */
const TEST_CARDS: Readonly<Record<string, Pick<CardFacts, 'brand' | 'last4'>>> = {
  pm_card_visa: { brand: 'visa', last4: '4242' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_amex: { brand: 'amex', last4: '8431' },
  pm_card_chargeCustomerFail: { brand: 'visa', last4: '0341' },
}

const DECLINED_LAST4 = '0341'

/** Whether charges to this card are declined. */
export function declines(method: PaymentMethod): boolean {
  return method.card?.last4 === DECLINED_LAST4
}

/** A card; it is not stored yet. */
export function blankCard(
  env: Environment,
  facts: CardFacts,
  customer: string | null,
): PaymentMethod {
  return {
    id: env.id('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: facts.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: 'pass',
      },
      country: 'DE',
      display_brand: facts.brand,
      exp_month: facts.month,
      exp_year: facts.year,
      fingerprint: env.random.letters(16),
      funding: 'credit',
      generated_from: null,
      last4: facts.last4,
      networks: { available: [facts.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: env.clock.seconds(),
    customer,
    customer_account: null,
    livemode: env.livemode,
    metadata: {},
    type: 'card',
  }
}

/** @throws ApiError 400 when there is no such method, and no test card has that id. */
export function knownMethod(env: Environment, id: string, param: string): void {
  if (!TEST_CARDS[id]) ofParam(env, paymentMethods, 'PaymentMethod', id, param)
}

/** Attaches a stored method, or a new card for one of the fixed test ids. */
export function attachMethod(act: Act, id: string, customer: string, param: string): PaymentMethod {
  const { env } = act
  const template = TEST_CARDS[id]
  if (template) {
    const year = new Date(env.clock.milliseconds()).getUTCFullYear() + 2
    const card = blankCard(env, { ...template, month: 12, year }, customer)
    env.paymentMethods.add(card)
    emit(act, 'payment_method.attached', card)
    return card
  }
  const method = { ...ofParam(env, paymentMethods, 'PaymentMethod', id, param), customer }
  env.paymentMethods.replace(method)
  emit(act, 'payment_method.attached', method)
  return method
}

/** Erases the cards of a customer who is being deleted. */
export function detachAll(act: Act, customer: string): void {
  for (const { value } of [...act.env.find.methodsByCustomer(customer)]) {
    act.env.paymentMethods.replace({ ...value, customer: null })
  }
}

function create({ env, params }: Call): PaymentMethod {
  if (required(params, 'type') !== 'card') throw invalid('The sandbox knows cards only.', 'type')
  const method = { ...cardOf(env, params), metadata: mergeMetadata({}, params) }
  env.paymentMethods.add(method)
  return method
}

function cardOf(env: Environment, params: Params): PaymentMethod {
  const card = tree(params, 'card') ?? {}
  const number = text(card, 'number') ?? '4242424242424242'
  if (!/^\d{13,19}$/.test(number)) {
    throw invalid('Your card number is incorrect.', 'card[number]', 'incorrect_number')
  }
  const facts = {
    brand: brandOf(number),
    last4: number.slice(-4),
    month: integer(card, 'exp_month') ?? 12,
    year: integer(card, 'exp_year') ?? new Date(env.clock.milliseconds()).getUTCFullYear() + 2,
  }
  return blankCard(env, facts, null)
}

function brandOf(number: string): string {
  if (number.startsWith('5')) return 'mastercard'
  return number.startsWith('3') ? 'amex' : 'visa'
}

function ofCustomer(call: Call, customer: string): object {
  const type = filterOf(call.params, 'type')
  return list(call, call.env.paymentMethods, {
    among: call.env.find.methodsByCustomer(customer),
    keep: (method) => type === undefined || method.type === type,
  })
}

function listMethods(call: Call): object {
  const customer = filterOf(call.params, 'customer')
  // Stripe has no account-wide list of attached methods.
  if (customer === undefined) return list(call, call.env.paymentMethods, { among: [] })
  knownCustomer(call.env, customer)
  return ofCustomer(call, customer)
}

function detach({ env, act, id }: Call): PaymentMethod {
  const before = ofPath(env, paymentMethods, 'PaymentMethod', id)
  if (before.customer === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  }
  const after = { ...before, customer: null }
  env.paymentMethods.replace(after)
  emit(act, 'payment_method.detached', after, before)
  return after
}

const RIGHT = { right: 'payment_method' }

export const paymentMethodEndpoints: readonly Endpoint[] = [
  endpoint('POST /v1/payment_methods', { ...RIGHT, accepts: ['type', 'card', 'metadata'] }, create),
  endpoint(
    'GET /v1/payment_methods',
    { ...RIGHT, accepts: [...PAGING, 'customer', 'type'] },
    listMethods,
  ),
  endpoint('GET /v1/payment_methods/:id', RIGHT, ({ env, id }) =>
    ofPath(env, paymentMethods, 'PaymentMethod', id),
  ),
  endpoint(
    'POST /v1/payment_methods/:id/attach',
    { ...RIGHT, accepts: ['customer'] },
    ({ env, act, params, id }) => {
      const customer = required(params, 'customer')
      ofParam(env, customers, 'customer', customer, 'customer')
      if (!TEST_CARDS[id]) ofPath(env, paymentMethods, 'PaymentMethod', id)
      return attachMethod(act, id, customer, 'payment_method')
    },
  ),
  endpoint('POST /v1/payment_methods/:id/detach', RIGHT, detach),
  endpoint(
    'GET /v1/customers/:id/payment_methods',
    { ...RIGHT, accepts: [...PAGING, 'type'] },
    (call) => {
      ofPath(call.env, customers, 'customer', call.id)
      return ofCustomer(call, call.id)
    },
  ),
]
