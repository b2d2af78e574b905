import { ALWAYS, type Collection, type Entry, type StripeObject } from '../store/collection.ts'
import type { Environment } from '../store/environment.ts'
import { ApiError, invalid } from './errors.ts'
import type { Params } from './form.ts'
import { asList } from './lists.ts'
import { texts } from './params.ts'

const DEEPEST = 4

interface Known {
  entry(id: string): { readonly value: StripeObject; readonly deleted: boolean } | undefined
}

/** Objects by the prefix of their id, as far as an expanded field may name them. */
const BY_PREFIX: Readonly<Record<string, (env: Environment) => Known>> = {
  cus: (env) => env.customers,
  prod: (env) => env.products,
  price: (env) => env.prices,
  sub: (env) => env.subscriptions,
  in: (env) => env.invoices,
  ch: (env) => env.charges,
  pi: (env) => env.paymentIntents,
  pm: (env) => env.paymentMethods,
}

/** Lists that an object has only where they are asked for. */
const INCLUDED: Readonly<Record<string, (env: Environment, id: string) => object>> = {
  'customer.subscriptions': (env, id) =>
    firstPage(
      env.subscriptions,
      env.find.subscriptionsByCustomer(id),
      `/v1/customers/${id}/subscriptions`,
      ({ status }) => status !== 'canceled' && status !== 'incomplete_expired',
    ),
  'customer.sources': (_, id) =>
    asList({ data: [], hasMore: false }, `/v1/customers/${id}/sources`),
  'customer.tax_ids': (_, id) =>
    asList({ data: [], hasMore: false }, `/v1/customers/${id}/tax_ids`),
  'invoice.payments': (env, id) =>
    firstPage(
      env.invoicePayments,
      env.find.invoicePaymentsByInvoice(id),
      `/v1/invoice_payments?invoice=${id}`,
    ),
  'charge.refunds': (_, id) => asList({ data: [], hasMore: false }, `/v1/charges/${id}/refunds`),
}

function firstPage<T extends StripeObject>(
  collection: Collection<T>,
  among: Iterable<Entry<T>>,
  url: string,
  keep: (value: T) => boolean = () => true,
) {
  return asList(collection.page({ limit: 10, created: ALWAYS, among, keep }), url)
}

/**
 * Puts objects in the place of their ids where the request asks for it.
 *
 * @throws ApiError 400 for a path deeper than four levels or one that cannot be expanded.
 */
export function expand(env: Environment, params: Params, answer: object): object {
  let expanded = answer
  for (const path of texts(params, 'expand')) {
    const segments = path.split('.')
    if (segments.length > DEEPEST) {
      throw invalid(
        `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`,
        'expand',
      )
    }
    expanded = expandPath(env, expanded, segments, path)
  }
  return expanded
}

function expandPath(env: Environment, owner: object, segments: readonly string[], path: string) {
  const [field = '', ...rest] = segments
  const fields = new Map<string, unknown>(Object.entries(owner))
  const replaced = expandValue(env, fields, field, rest, path)
  return { ...owner, [field]: replaced }
}

function expandValue(
  env: Environment,
  fields: ReadonlyMap<string, unknown>,
  field: string,
  rest: readonly string[],
  path: string,
): unknown {
  const found = fields.get(field) ?? included(env, fields, field)
  if (found === undefined && !fields.has(field)) throw cannotExpand(path)
  const value = typeof found === 'string' ? fetched(env, found, path) : found
  if (rest.length === 0 || value === null || typeof value !== 'object') return value
  if (!Array.isArray(value)) return expandPath(env, value, rest, path)
  return value.map((each) => (isTree(each) ? expandPath(env, each, rest, path) : each))
}

function included(env: Environment, fields: ReadonlyMap<string, unknown>, field: string) {
  const make = INCLUDED[`${fields.get('object')}.${field}`]
  const id = fields.get('id')
  return make && typeof id === 'string' ? make(env, id) : fields.get(field)
}

function fetched(env: Environment, id: string, path: string): object {
  const collection = BY_PREFIX[id.split('_')[0] ?? '']?.(env)
  const entry = collection?.entry(id)
  if (!entry) throw cannotExpand(path)
  return entry.deleted ? { id, object: entry.value.object, deleted: true } : entry.value
}

/** Found out after the work was done, so an idempotency key keeps it. */
function cannotExpand(path: string): ApiError {
  return new ApiError(
    400,
    {
      type: 'invalid_request_error',
      param: 'expand',
      message: `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
    },
    { stored: true },
  )
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
