import { filterOf, list } from '../protocol/lists.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Entry } from '../store/collection.ts'
import { type Environment, idOf } from '../store/environment.ts'
import type { Invoice } from '../store/shapes.ts'
import { knownCustomer, ofParam, ofPath, subscriptions } from './lookup.ts'

function narrow(
  { find }: Environment,
  customer: string | undefined,
  subscription: string | undefined,
): Iterable<Entry<Invoice>> | undefined {
  if (subscription !== undefined) return find.invoicesBySubscription(subscription)
  return customer === undefined ? undefined : find.invoicesByCustomer(customer)
}

function listInvoices(call: Call): object {
  const { env, params } = call
  const customer = filterOf(params, 'customer')
  const subscription = filterOf(params, 'subscription')
  const status = filterOf(params, 'status')
  if (customer !== undefined) knownCustomer(env, customer)
  if (subscription !== undefined) {
    ofParam(env, subscriptions, 'subscription', subscription, 'subscription')
  }
  // What hangs on a test clock is not in the list of all.
  const ofOne = customer !== undefined || subscription !== undefined
  return list(call, env.invoices, {
    among: narrow(env, customer, subscription),
    keep: (invoice) =>
      (status === undefined || invoice.status === status) &&
      (ofOne || invoice.test_clock === null) &&
      (customer === undefined || idOf(invoice.customer) === customer),
  })
}

function listPayments(call: Call): object {
  const { env, params } = call
  const invoice = filterOf(params, 'invoice')
  const status = filterOf(params, 'status')
  return list(call, env.invoicePayments, {
    among: invoice === undefined ? undefined : env.find.invoicePaymentsByInvoice(invoice),
    keep: (payment) => status === undefined || payment.status === status,
  })
}

const RIGHT = { right: 'invoice' }

export const invoiceEndpoints: readonly Endpoint[] = [
  endpoint(
    'GET /v1/invoices',
    { ...RIGHT, accepts: [...PAGING, 'customer', 'status', 'subscription'] },
    listInvoices,
  ),
  endpoint('GET /v1/invoices/:id', RIGHT, ({ env, id }) =>
    ofPath(env, (side) => side.invoices, 'invoice', id),
  ),
  endpoint('GET /v1/invoices/:id/lines', RIGHT, ({ env, id, path }) => ({
    ...ofPath(env, (side) => side.invoices, 'invoice', id).lines,
    url: path,
  })),
  endpoint(
    'GET /v1/invoice_payments',
    { ...RIGHT, accepts: [...PAGING, 'invoice', 'status'] },
    listPayments,
  ),
]
