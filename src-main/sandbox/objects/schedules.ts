import { filterOf, list } from '../protocol/lists.ts'
import { integer, required, trees } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'
import type { Price, SubscriptionSchedule } from '../store/shapes.ts'
import { emit } from './act.ts'
import { customers, knownCustomer, ofParam, ofPath, prices } from './lookup.ts'
import { periodEnd } from './subscription-shape.ts'

interface ScheduleFacts {
  readonly customer: string
  readonly price: Price
  /** Unix seconds; to come. */
  readonly start: number
}

const INVOICE_SETTINGS = {
  account_tax_ids: null,
  custom_fields: null,
  days_until_due: null,
  description: null,
  footer: null,
  issuer: { type: 'self' },
}

/** A schedule whose one phase is still to come; it is not stored yet. */
export function blankSchedule(env: Environment, facts: ScheduleFacts): SubscriptionSchedule {
  const { customer, price, start } = facts
  return {
    id: `sub_sched_1${env.random.letters(23)}`,
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    canceled_at: null,
    completed_at: null,
    created: env.clock.seconds(),
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: INVOICE_SETTINGS,
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: env.livemode,
    metadata: {},
    pause_schedules: [],
    phases: [phaseOf(price, start)],
    released_at: null,
    released_subscription: null,
    status: 'not_started',
    subscription: null,
    test_clock: null,
  }
}

function phaseOf(price: Price, start: number): SubscriptionSchedule['phases'][number] {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: price.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: periodEnd(start, price),
    invoice_settings: null,
    items: [
      {
        billing_thresholds: null,
        discounts: [],
        metadata: {},
        plan: price.id,
        price: price.id,
        quantity: 1,
        tax_rates: [],
      },
    ],
    metadata: {},
    on_behalf_of: null,
    proration_behavior: 'create_prorations',
    start_date: start,
    transfer_data: null,
    trial_end: null,
  }
}

function create({ env, act, params }: Call): SubscriptionSchedule {
  const customer = ofParam(env, customers, 'customer', required(params, 'customer'), 'customer')
  const item = trees(params, 'phases').flatMap((phase) => trees(phase, 'items'))[0] ?? {}
  const param = 'phases[0][items][0][price]'
  const price = ofParam(env, prices, 'price', required(item, 'price'), param)
  const start = integer(params, 'start_date') ?? env.clock.seconds()
  const schedule = blankSchedule(env, { customer: customer.id, price, start })
  env.schedules.add(schedule)
  emit(act, 'subscription_schedule.created', schedule)
  return schedule
}

function listSchedules(call: Call): object {
  const customer = filterOf(call.params, 'customer')
  if (customer !== undefined) knownCustomer(call.env, customer)
  return list(call, call.env.schedules, {
    among: customer === undefined ? undefined : call.env.find.schedulesByCustomer(customer),
  })
}

const GATE = { right: 'subscription', feature: 'schedules' } as const

export const scheduleEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /v1/subscription_schedules',
    { ...GATE, accepts: ['customer', 'phases', 'start_date', 'end_behavior'] },
    create,
  ),
  endpoint(
    'GET /v1/subscription_schedules',
    { ...GATE, accepts: [...PAGING, 'customer'] },
    listSchedules,
  ),
  endpoint('GET /v1/subscription_schedules/:id', GATE, ({ env, id }) =>
    ofPath(env, (side) => side.schedules, 'subscription schedule', id),
  ),
]
