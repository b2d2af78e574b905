import type { Params } from '../protocol/form.ts'
import { tree, unsettable } from '../protocol/params.ts'
import type { Customer } from '../store/shapes.ts'

type Address = NonNullable<Customer['address']>

/** The `address` parameter: undefined when it was not sent, null when it is to be emptied. */
export function addressOf(params: Params): Address | null | undefined {
  const given = tree(params, 'address')
  if (!given) return given
  const line = (name: string) => unsettable(given, name) ?? null
  return {
    city: line('city'),
    country: line('country'),
    line1: line('line1'),
    line2: line('line2'),
    postal_code: line('postal_code'),
    state: line('state'),
  }
}

/** The `shipping` parameter, likewise. */
export function shippingOf(params: Params): Customer['shipping'] | undefined {
  const given = tree(params, 'shipping')
  if (!given) return given
  const address = addressOf(given)
  return {
    name: unsettable(given, 'name') ?? '',
    ...(address ? { address } : {}),
    phone: unsettable(given, 'phone') ?? null,
  }
}
