import { emptyParam, noSuch } from '../protocol/errors.ts'
import type { Collection, StripeObject } from '../store/collection.ts'
import type { Environment } from '../store/environment.ts'
import type { Customer, PaymentMethod, Price, Product, Subscription } from '../store/shapes.ts'

/** Picks one kind of object out of an environment. */
export type From<T extends StripeObject> = (env: Environment) => Collection<T>

/** In which environment of the account an id was ever used, if not in this one. */
function elsewhere<T extends StripeObject>(env: Environment, from: From<T>, id: string) {
  const sibling = env.sibling
  if (!sibling || from(env).entry(id) || !from(sibling).entry(id)) return {}
  return { elsewhere: sibling.livemode ? ('live' as const) : ('test' as const) }
}

/**
 * The living object of a path's id.
 *
 * @throws ApiError 404, which says so when the id belongs to the other mode.
 */
export function ofPath<T extends StripeObject>(
  env: Environment,
  from: From<T>,
  noun: string,
  id: string,
): T {
  const found = from(env).get(id)
  if (found) return found
  throw noSuch(noun, id, { where: 404, param: 'id', ...elsewhere(env, from, id) })
}

/**
 * The living object that a parameter names.
 *
 * @throws ApiError 400, which says so when the id belongs to the other mode.
 */
export function ofParam<T extends StripeObject>(
  env: Environment,
  from: From<T>,
  noun: string,
  id: string,
  param: string,
): T {
  if (id === '') throw emptyParam(param)
  const found = from(env).get(id)
  if (found) return found
  throw noSuch(noun, id, { where: 400, param, ...elsewhere(env, from, id) })
}

/** A filter's customer must have existed; a deleted one still has its history. */
export function knownCustomer(env: Environment, id: string): void {
  if (id === '') throw emptyParam('customer')
  if (!env.customers.entry(id)) {
    throw noSuch('customer', id, {
      where: 400,
      param: 'customer',
      ...elsewhere(env, customers, id),
    })
  }
}

export const customers: From<Customer> = (env) => env.customers
export const products: From<Product> = (env) => env.products
export const prices: From<Price> = (env) => env.prices
export const subscriptions: From<Subscription> = (env) => env.subscriptions
export const paymentMethods: From<PaymentMethod> = (env) => env.paymentMethods
