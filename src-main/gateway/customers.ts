import type { CustomerId } from '#contract'
import { GatewayError, isFailure } from './failure.ts'
import { readPage } from './lists.ts'
import { asCustomer, checkedCustomerId, isCustomerId } from './objects.ts'
import { type Ask, headerOf, type Outcome, type Sender } from './sender.ts'
import type {
  CreateAnswer,
  CustomerAnswer,
  CustomerBody,
  NewCustomer,
  Page,
  Seen,
  UpdateAnswer,
} from './shapes.ts'

export interface CustomerFilter {
  /** Stripe compares exactly, with case. A poorer Stripe may ignore it: compare again. */
  readonly email?: string
  /** Unix seconds, both included. */
  readonly created?: { readonly gte?: number; readonly lte?: number }
  /** 1 to 100. */
  readonly limit?: number
  readonly startingAfter?: string
}

export async function listCustomers(
  sender: Sender,
  { email, created, limit = 100, startingAfter }: CustomerFilter,
  ask: Ask,
): Promise<Seen<Page>> {
  const page = await readPage(
    sender,
    'customers.list',
    (stripe) =>
      stripe.customers.list({
        limit,
        ...(email !== undefined && { email }),
        ...(created && { created }),
        ...(startingAfter !== undefined && { starting_after: startingAfter }),
      }),
    ask,
  )
  return { ...page, items: page.items.map(asCustomer) }
}

/**
 * Reads one customer by id, and keeps two kinds of 404 apart. Missing means that Stripe said so about this id: with the
 * code `resource_missing`, or, from a poorer Stripe, with an error of Stripe's form that is not about the URL while its
 * list of customers answers. Anything else (a proxy's page, an unknown URL) says nothing about the id and is thrown as
 * `unsupported`.
 */
export async function retrieveCustomer(
  sender: Sender,
  id: CustomerId,
  ask: Ask,
): Promise<Seen<CustomerAnswer>> {
  const checked = checkedCustomerId(id)
  const outcome = await sender.attempt(
    'read',
    'customers.retrieve',
    (stripe) => stripe.customers.retrieve(checked),
    ask,
  )
  const { requestId, asked, answered, failure, body } = outcome
  const seen = { requestId, asked, answered }
  if (failure?.kind === 'wrong_mode') return { kind: 'wrong_mode', ...seen }
  if (failure?.kind === 'not_found') {
    if (!failure.isCertain && !sender.hasGranted('customers.list'))
      await listCustomers(sender, { limit: 1 }, ask)
    return { kind: 'missing', ...seen }
  }
  if (failure) throw new GatewayError(failure, requestId)
  const customer = asCustomer(body)
  if (customer.id !== checked)
    throw new GatewayError({ kind: 'unreachable', reason: 'not_stripe' }, requestId)
  return customer.deleted === true
    ? { kind: 'deleted', ...seen }
    : { kind: 'live', customer, ...seen }
}

/**
 * By search, which lags by up to a minute and is missing in some countries and in poorer Stripes: then `unsupported`,
 * `permission` or `invalid` is thrown. Follows every page.
 */
export async function searchCustomersByMetadata(
  sender: Sender,
  { key, value }: { key: string; value: string },
  ask: Ask,
): Promise<Seen<CustomerBody[]>> {
  const query = `metadata["${escaped(key)}"]:"${escaped(value)}"`
  const found: CustomerBody[] = []
  let first: Outcome | undefined
  let page: string | undefined
  for (;;) {
    const outcome = await searchPage(sender, { query, page }, ask)
    first ??= outcome
    const { data, next_page: next, has_more: hasMore } = outcome.body
    if (!Array.isArray(data)) throw new GatewayError({ kind: 'unsupported', what: null })
    found.push(...data.map(asCustomer))
    if (hasMore !== true || typeof next !== 'string' || next === page)
      return Object.assign(found, {
        requestId: outcome.requestId,
        asked: first.asked,
        answered: outcome.answered,
      })
    page = next
  }
}

async function searchPage(
  sender: Sender,
  { query, page }: { query: string; page: string | undefined },
  ask: Ask,
): Promise<Outcome> {
  try {
    return await sender.read(
      'customers.search',
      (stripe) =>
        stripe.customers.search({ query, limit: 100, ...(page !== undefined && { page }) }),
      ask,
    )
  } catch (error) {
    // Where search is unknown, its URL reads as the customer "search", who does not exist.
    if (isFailure(error, 'not_found'))
      throw new GatewayError({ kind: 'unsupported', what: null }, error.requestId)
    throw error
  }
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&')
}

/**
 * Sends one creation once, apart from 429, which says that nothing was done. What it may mean that no answer came, or a
 * failure, is the caller's to find out.
 * @throws {GatewayError} when Stripe refused it for another reason, and no customer was made.
 */
export async function createCustomer(
  sender: Sender,
  body: NewCustomer,
  idempotencyKey: string,
  ask: Ask,
): Promise<CreateAnswer> {
  const outcome = await sender.attempt(
    'write',
    'customers.create',
    (stripe) => stripe.customers.create({ ...body }, { idempotencyKey }),
    ask,
  )
  const { reply, failure, requestId } = outcome
  const replayed = headerOf(reply, 'idempotent-replayed') === 'true'
  if (failure === null) {
    // Granted, but by whom? An id that we could not store leaves us as wise as no answer.
    if (!isCustomerId(outcome.body['id'])) return { kind: 'no_answer' }
    return { kind: 'created', customer: asCustomer(outcome.body), replayed, requestId }
  }
  switch (failure.kind) {
    case 'conflict':
      return failure.code === 'idempotency_error' ? { kind: 'key_refused' } : { kind: 'in_use' }
    case 'stripe_down': {
      const originalRequest = headerOf(reply, 'original-request')
      return { kind: 'failed', replayed, originalRequest, requestId }
    }
    case 'unreachable':
      return { kind: 'no_answer' }
    default:
      throw new GatewayError(failure, requestId)
  }
}

/**
 * Merges metadata into a customer. Sent once, apart from 429.
 * @throws {GatewayError} `unreachable` and `stripe_down` leave open whether it was done; doing it again does no harm.
 */
export async function updateCustomer(
  sender: Sender,
  {
    id,
    metadata,
    idempotencyKey,
  }: Pick<NewCustomer, 'metadata'> & {
    id: CustomerId
    idempotencyKey: string
  },
  ask: Ask,
): Promise<Seen<UpdateAnswer>> {
  const checked = checkedCustomerId(id)
  const { failure, body, requestId, asked, answered } = await sender.attempt(
    'write',
    'customers.update',
    (stripe) => stripe.customers.update(checked, { metadata: { ...metadata } }, { idempotencyKey }),
    ask,
  )
  const seen = { requestId, asked, answered }
  if (failure?.kind === 'not_found') return { kind: 'missing', ...seen }
  if (failure) throw new GatewayError(failure, requestId)
  return { kind: 'updated', customer: asCustomer(body), ...seen }
}
