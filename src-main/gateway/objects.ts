import type { CustomerId } from '#contract'
import { isObject } from './classify.ts'
import { GatewayError } from './failure.ts'
import type { CustomerBody, StripeObject } from './shapes.ts'

const customerId = /^cus_[A-Za-z0-9]{8,}$/

/** Nothing but a well-formed id goes into a path or a filter: what is stored as one may be anything. */
export function checkedCustomerId(id: string): CustomerId {
  if (!isCustomerId(id)) throw new TypeError('Not a Stripe customer id')
  return id
}

export function isCustomerId(id: unknown): id is CustomerId {
  return typeof id === 'string' && customerId.test(id)
}

/** @throws {GatewayError} `unreachable`: whoever answered this is not a Stripe. */
export function asObject(body: unknown): StripeObject {
  if (isStripeObject(body)) return body
  throw new GatewayError({ kind: 'unreachable', reason: 'not_stripe' })
}

/** Throws as `asObject`, also for a customer whose id we could neither store nor ask for again. */
export function asCustomer(body: unknown): CustomerBody {
  const object = asObject(body)
  if (isCustomer(object)) return object
  throw new GatewayError({ kind: 'unreachable', reason: 'not_stripe' })
}

function isStripeObject(body: unknown): body is StripeObject {
  return isObject(body) && typeof body['id'] === 'string'
}

function isCustomer(object: StripeObject): object is CustomerBody {
  return isCustomerId(object.id)
}
