import { invalid } from '../protocol/errors.ts'
import type { Params } from '../protocol/form.ts'
import { asList, filterOf, limitOf, list } from '../protocol/lists.ts'
import { integer, mergeMetadata, required, tree, unsettable, word } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'
import type { Customer } from '../store/shapes.ts'
import { type Act, emit } from './act.ts'
import { addressOf, shippingOf } from './addresses.ts'
import { customers, ofParam, ofPath, paymentMethods } from './lookup.ts'
import { attachMethod, detachAll, knownMethod } from './payment-methods.ts'
import { cancelWithCustomer } from './subscriptions.ts'

const FIELDS = [
  'address',
  'balance',
  'description',
  'email',
  'invoice_prefix',
  'invoice_settings',
  'metadata',
  'name',
  'next_invoice_sequence',
  'phone',
  'shipping',
  'tax_exempt',
]

const NO_INVOICE_SETTINGS = {
  custom_fields: null,
  default_payment_method: null,
  footer: null,
  rendering_options: null,
}

/** A customer with Stripe's defaults; it is not stored yet. */
export function blankCustomer(env: Environment, id = env.id('cus')): Customer {
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: env.clock.seconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: NO_INVOICE_SETTINGS,
    livemode: env.livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

function changed(env: Environment, customer: Customer, params: Params): Customer {
  const name = unsettable(params, 'name')
  const phone = unsettable(params, 'phone')
  const description = unsettable(params, 'description')
  const email = emailOf(params)
  const balance = integer(params, 'balance')
  return {
    ...customer,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(description === undefined ? {} : { description }),
    ...(email === undefined ? {} : { email }),
    ...(balance === undefined ? {} : { balance }),
    ...lesserChanges(params),
    invoice_settings: invoiceSettings(env, customer, params),
    metadata: mergeMetadata(customer.metadata, params),
  }
}

function lesserChanges(params: Params): Partial<Customer> {
  const exempt = word(params, 'tax_exempt', ['none', 'exempt', 'reverse'])
  const prefix = unsettable(params, 'invoice_prefix')
  const sequence = integer(params, 'next_invoice_sequence')
  const address = addressOf(params)
  const shipping = shippingOf(params)
  return {
    ...(exempt === undefined ? {} : { tax_exempt: exempt }),
    ...(prefix === undefined ? {} : { invoice_prefix: prefix }),
    ...(sequence === undefined ? {} : { next_invoice_sequence: sequence }),
    ...(address === undefined ? {} : { address }),
    ...(shipping === undefined ? {} : { shipping }),
  }
}

function emailOf(params: Params): string | null | undefined {
  const email = unsettable(params, 'email')
  if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw invalid(`Invalid email address: ${email}`, 'email', 'email_invalid')
  }
  return email
}

function invoiceSettings(env: Environment, customer: Customer, params: Params) {
  const settings = tree(params, 'invoice_settings')
  if (!settings) return customer.invoice_settings
  const method = unsettable(settings, 'default_payment_method')
  if (method === undefined) return customer.invoice_settings
  const param = 'invoice_settings[default_payment_method]'
  if (method !== null) ofParam(env, paymentMethods, 'PaymentMethod', method, param)
  return { ...customer.invoice_settings, default_payment_method: method }
}

/** Stores a customer and tells of it. */
export function addCustomer(act: Act, customer: Customer): Customer {
  act.env.customers.add(customer)
  emit(act, 'customer.created', customer)
  return customer
}

/** Stores a customer's next version and tells what changed; nothing happens when nothing did. */
export function changeCustomer(act: Act, before: Customer, after: Customer): Customer {
  if (JSON.stringify(before) === JSON.stringify(after)) return before
  act.env.customers.replace(after)
  emit(act, 'customer.updated', after, before)
  return after
}

/** Deletes a customer for good: subscriptions end at once, cards are erased, the id stays known as deleted. */
export function deleteCustomer(act: Act, customer: Customer) {
  cancelWithCustomer(act, customer.id)
  detachAll(act, customer.id)
  act.env.customers.remove(customer.id)
  emit(act, 'customer.deleted', customer)
  return tombstone(customer.id)
}

function tombstone(id: string) {
  return { id, object: 'customer', deleted: true }
}

function create({ env, act, params }: Call): Customer {
  const clock = unsettable(params, 'test_clock') ?? null
  const method = unsettable(params, 'payment_method')
  if (method) knownMethod(env, method, 'payment_method')
  if (clock !== null) ofParam(env, (side) => side.testClocks, 'test clock', clock, 'test_clock')
  const customer = addCustomer(act, {
    ...changed(env, blankCustomer(env), params),
    test_clock: clock,
  })
  if (!method) return customer
  attachMethod(act, method, customer.id, 'payment_method')
  return env.customers.get(customer.id) ?? customer
}

function retrieve({ env, id }: Call): object {
  return env.customers.entry(id)?.deleted ? tombstone(id) : ofPath(env, customers, 'customer', id)
}

function listCustomers(call: Call): object {
  const { env, params } = call
  const email = filterOf(params, 'email')
  const clock = filterOf(params, 'test_clock')
  if (clock !== undefined) {
    return list(call, env.customers, {
      among: env.find.customersByClock(clock),
      keep: (customer) => email === undefined || customer.email === email,
    })
  }
  return list(call, env.customers, {
    among: email === undefined ? undefined : env.find.customersByEmail(email),
    keep: ({ test_clock }) => test_clock === null,
  })
}

function search({ env, params, path }: Call): object {
  const limit = limitOf(params)
  const after = params['page'] === undefined ? undefined : fromToken(required(params, 'page'))
  const page = env.search.page(required(params, 'query'), limit, after)
  const last = page.data.at(-1)
  return {
    ...asList(page, path),
    object: 'search_result',
    next_page: page.hasMore && last ? Buffer.from(last.id).toString('base64url') : null,
  }
}

function fromToken(page: string): string {
  const id = Buffer.from(page, 'base64url').toString()
  if (!id.startsWith('cus_')) throw invalid('Invalid page token.', 'page')
  return id
}

export const customerEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /v1/customers',
    { right: 'customer', accepts: [...FIELDS, 'payment_method', 'test_clock'] },
    create,
  ),
  endpoint(
    'GET /v1/customers',
    { right: 'customer', accepts: [...PAGING, 'email', 'test_clock'] },
    listCustomers,
  ),
  endpoint(
    'GET /v1/customers/search',
    { right: 'customer', accepts: ['query', 'limit', 'page'], feature: 'search' },
    search,
  ),
  endpoint('GET /v1/customers/:id', { right: 'customer' }, retrieve),
  endpoint(
    'POST /v1/customers/:id',
    { right: 'customer', accepts: FIELDS },
    ({ env, act, params, id }) => {
      const before = ofPath(env, customers, 'customer', id)
      return changeCustomer(act, before, changed(env, before, params))
    },
  ),
  endpoint('DELETE /v1/customers/:id', { right: 'customer' }, ({ env, act, id }) =>
    deleteCustomer(act, ofPath(env, customers, 'customer', id)),
  ),
]
