import { ApiError, invalid, missingParam } from '../protocol/errors.ts'
import type { Params } from '../protocol/form.ts'
import {
  boolean,
  integer,
  mergeMetadata,
  required,
  trees,
  unsettable,
  word,
} from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'
import type { Customer, Subscription } from '../store/shapes.ts'
import { type Act, emit } from './act.ts'
import { invoicePeriod, methodFor } from './billing.ts'
import { customers, ofParam, ofPath, paymentMethods, prices, subscriptions } from './lookup.ts'
import { declines } from './payment-methods.ts'
import { listSubscriptions } from './subscription-list.ts'
import { blankSubscription, ENDED } from './subscription-shape.ts'

/** Replaces a subscription and tells what changed; nothing happens when nothing did. */
export function changeSubscription(act: Act, before: Subscription, after: Subscription) {
  if (JSON.stringify(before) === JSON.stringify(after)) return before
  act.env.subscriptions.replace(after)
  emit(act, 'customer.subscription.updated', after, before)
  return after
}

/** Ends a subscription now. */
export function endSubscription(act: Act, before: Subscription): Subscription {
  const { at } = act
  const after: Subscription = {
    ...before,
    status: 'canceled',
    canceled_at: before.canceled_at ?? at,
    ended_at: at,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: 'cancellation_requested',
    },
  }
  act.env.subscriptions.replace(after)
  emit(act, 'customer.subscription.deleted', after)
  return after
}

/** A customer's subscriptions end at once with the customer. */
export function cancelWithCustomer(act: Act, customer: string): void {
  for (const { value } of [...act.env.find.subscriptionsByCustomer(customer)]) {
    if (!ENDED.includes(value.status)) endSubscription(act, value)
  }
}

function itemsOf(env: Environment, params: Params) {
  const items = trees(params, 'items')
  if (items.length === 0) throw missingParam('items')
  return items.map((item, at) => {
    const price = ofParam(env, prices, 'price', required(item, 'price'), `items[${at}][price]`)
    if (!price.recurring) {
      throw invalid(
        `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
        `items[${at}][price]`,
      )
    }
    return { price, quantity: integer(item, 'quantity') ?? 1 }
  })
}

function create({ env, act, params }: Call): Subscription {
  const customer = ofParam(env, customers, 'customer', required(params, 'customer'), 'customer')
  const items = itemsOf(env, params)
  const method = unsettable(params, 'default_payment_method') ?? undefined
  if (method !== undefined) {
    ofParam(env, paymentMethods, 'PaymentMethod', method, 'default_payment_method')
  }
  const behavior = word(params, 'payment_behavior', [
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
  ])
  const created = env.clock.seconds()
  const trialEnd = trialEndOf(params, created)
  const facts = {
    customer: customer.id,
    items,
    status: 'active',
    created,
    paymentMethod: method,
    ...(trialEnd === undefined ? {} : { trialEnd }),
  }
  const draft = {
    ...blankSubscription(env, facts),
    metadata: mergeMetadata({}, params),
    test_clock: customer.test_clock ?? null,
  }
  return begin(act, draft, customer, behavior ?? 'allow_incomplete')
}

function trialEndOf(params: Params, created: number): number | undefined {
  const days = integer(params, 'trial_period_days')
  return days === undefined ? integer(params, 'trial_end') : created + days * 86_400
}

/** A first payment that is declined, or that nobody may try yet, leaves the subscription incomplete. */
function begin(act: Act, draft: Subscription, customer: Customer, behavior: string): Subscription {
  const { env } = act
  const card = methodFor(env, draft, customer)
  const declined = card !== undefined && declines(card)
  const waits = behavior === 'default_incomplete'
  if (declined && behavior === 'error_if_incomplete') throw cardDeclined()
  const trial = draft.trial_end !== null
  const paid = trial || (!declined && !waits)
  const status = trial ? 'trialing' : paid ? 'active' : 'incomplete'
  const subscription = { ...draft, status }
  if (customer.currency === null) env.customers.replace({ ...customer, currency: draft.currency })
  env.subscriptions.add(subscription)
  emit(act, 'customer.subscription.created', subscription)
  const outcome = paid ? 'paid' : waits ? 'open' : 'failed'
  const invoice = invoicePeriod(act, subscription, 'subscription_create', outcome)
  const complete = { ...subscription, latest_invoice: invoice.id }
  env.subscriptions.replace(complete)
  return complete
}

function cardDeclined(): ApiError {
  return new ApiError(
    402,
    { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
    { stored: true },
  )
}

function update({ env, act, params, id }: Call): Subscription {
  const before = ofPath(env, subscriptions, 'subscription', id)
  if (ENDED.includes(before.status) && Object.keys(params).some((key) => key !== 'metadata')) {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  }
  const atEnd = boolean(params, 'cancel_at_period_end')
  const method = unsettable(params, 'default_payment_method')
  if (method) ofParam(env, paymentMethods, 'PaymentMethod', method, 'default_payment_method')
  return changeSubscription(act, before, {
    ...before,
    ...(atEnd === undefined ? {} : cancellation(env, before, atEnd)),
    ...(method === undefined ? {} : { default_payment_method: method }),
    metadata: mergeMetadata(before.metadata, params),
  })
}

function cancellation(env: Environment, { items }: Subscription, atEnd: boolean) {
  const ends = Math.min(...items.data.map(({ current_period_end }) => current_period_end))
  return {
    cancel_at_period_end: atEnd,
    cancel_at: atEnd ? ends : null,
    canceled_at: atEnd ? env.clock.seconds() : null,
  }
}

function cancel({ env, act, id }: Call): Subscription {
  const before = ofPath(env, subscriptions, 'subscription', id)
  if (ENDED.includes(before.status)) {
    throw new ApiError(404, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      param: 'id',
      message: `No such subscription: '${id}'`,
    })
  }
  return endSubscription(act, before)
}

const RIGHT = { right: 'subscription' }

export const subscriptionEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /v1/subscriptions',
    {
      ...RIGHT,
      accepts: [
        'customer',
        'items',
        'default_payment_method',
        'metadata',
        'payment_behavior',
        'trial_end',
        'trial_period_days',
      ],
    },
    create,
  ),
  endpoint(
    'GET /v1/subscriptions',
    { ...RIGHT, accepts: [...PAGING, 'customer', 'price', 'status', 'test_clock'] },
    listSubscriptions,
  ),
  endpoint('GET /v1/subscriptions/:id', RIGHT, ({ env, id }) =>
    ofPath(env, subscriptions, 'subscription', id),
  ),
  endpoint(
    'POST /v1/subscriptions/:id',
    { ...RIGHT, accepts: ['cancel_at_period_end', 'default_payment_method', 'metadata'] },
    update,
  ),
  endpoint(
    'DELETE /v1/subscriptions/:id',
    { ...RIGHT, accepts: ['invoice_now', 'prorate'] },
    cancel,
  ),
]
