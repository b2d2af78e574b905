import { invalid } from '../protocol/errors.ts'
import { filterOf, list } from '../protocol/lists.ts'
import {
  boolean,
  integer,
  mergeMetadata,
  required,
  tree,
  unsettable,
  word,
} from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import { type Environment, idOf } from '../store/environment.ts'
import type { Plan, Price, Product } from '../store/shapes.ts'
import { emit } from './act.ts'
import { ofParam, ofPath, prices, products } from './lookup.ts'

/** A product; it is not stored yet. */
export function blankProduct(env: Environment, name: string, id = env.id('prod')): Product {
  const created = env.clock.seconds()
  return {
    id,
    object: 'product',
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: env.livemode,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
  }
}

export type Interval = 'day' | 'week' | 'month' | 'year'

interface PriceFacts {
  readonly product: string
  readonly currency: string
  /** Minor units. */
  readonly amount: number
  /** Undefined for a price that is paid once. */
  readonly interval: Interval | undefined
  readonly id?: string
}

/** A price; it is not stored yet. */
export function blankPrice(env: Environment, facts: PriceFacts): Price {
  const { product, currency, amount, interval, id = env.id('price') } = facts
  return {
    id,
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: env.clock.seconds(),
    currency,
    custom_unit_amount: null,
    livemode: env.livemode,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: interval
      ? {
          interval,
          interval_count: 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: interval ? 'recurring' : 'one_time',
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  }
}

/** The legacy twin of a recurring price, which subscription items still carry. */
export function planOf(price: Price): Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: idOf(price.product) ?? null,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}

function createProduct({ env, act, params }: Call): Product {
  const product = {
    ...blankProduct(env, required(params, 'name')),
    active: boolean(params, 'active') ?? true,
    description: unsettable(params, 'description') ?? null,
    metadata: mergeMetadata({}, params),
  }
  env.products.add(product)
  emit(act, 'product.created', product)
  return product
}

function createPrice({ env, act, params }: Call): Price {
  const recurring = tree(params, 'recurring')
  const interval = recurring
    ? word(recurring, 'interval', ['day', 'week', 'month', 'year'])
    : undefined
  if (recurring && !interval) {
    throw invalid('Missing required param: recurring[interval].', 'recurring[interval]')
  }
  const product = required(params, 'product')
  ofParam(env, products, 'product', product, 'product')
  const facts = {
    product,
    currency: required(params, 'currency').toLowerCase(),
    amount: integer(params, 'unit_amount') ?? 0,
    interval,
  }
  const price = {
    ...blankPrice(env, facts),
    nickname: unsettable(params, 'nickname') ?? null,
    lookup_key: unsettable(params, 'lookup_key') ?? null,
    metadata: mergeMetadata({}, params),
  }
  env.prices.add(price)
  emit(act, 'price.created', price)
  return price
}

function listPrices(call: Call): object {
  const product = filterOf(call.params, 'product')
  const active = boolean(call.params, 'active')
  return list(call, call.env.prices, {
    among: product === undefined ? undefined : call.env.find.pricesByProduct(product),
    keep: (price) => active === undefined || price.active === active,
  })
}

function listProducts(call: Call): object {
  const active = boolean(call.params, 'active')
  return list(call, call.env.products, {
    keep: (product) => active === undefined || product.active === active,
  })
}

export const catalogEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /v1/products',
    { right: 'product', accepts: ['name', 'active', 'description', 'metadata'] },
    createProduct,
  ),
  endpoint('GET /v1/products', { right: 'product', accepts: [...PAGING, 'active'] }, listProducts),
  endpoint('GET /v1/products/:id', { right: 'product' }, ({ env, id }) =>
    ofPath(env, products, 'product', id),
  ),
  endpoint(
    'POST /v1/prices',
    {
      right: 'plan',
      accepts: [
        'product',
        'currency',
        'unit_amount',
        'recurring',
        'nickname',
        'lookup_key',
        'metadata',
      ],
    },
    createPrice,
  ),
  endpoint(
    'GET /v1/prices',
    { right: 'plan', accepts: [...PAGING, 'product', 'active'] },
    listPrices,
  ),
  endpoint('GET /v1/prices/:id', { right: 'plan' }, ({ env, id }) =>
    ofPath(env, prices, 'price', id),
  ),
]
