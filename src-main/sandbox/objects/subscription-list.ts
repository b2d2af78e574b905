import { filterOf, list } from '../protocol/lists.ts'
import type { Call } from '../protocol/router.ts'
import type { Entry } from '../store/collection.ts'
import { type Environment, idOf } from '../store/environment.ts'
import type { Subscription } from '../store/shapes.ts'
import { knownCustomer } from './lookup.ts'
import { ENDED } from './subscription-shape.ts'

/** What `status` asks for; without it everything that was not cancelled. */
function statusFilter(status: string | undefined): (subscription: Subscription) => boolean {
  if (status === undefined) return (subscription) => subscription.status !== 'canceled'
  if (status === 'all') return () => true
  if (status === 'ended') return (subscription) => ENDED.includes(subscription.status)
  return (subscription) => subscription.status === status
}

function narrow(
  { find }: Environment,
  customer: string | undefined,
  price: string | undefined,
): Iterable<Entry<Subscription>> | undefined {
  if (customer !== undefined) return find.subscriptionsByCustomer(customer)
  return price === undefined ? undefined : find.subscriptionsByPrice(price)
}

/** `GET /v1/subscriptions`. Those on a test clock are listed by their clock or customer only. */
export function listSubscriptions(call: Call): object {
  const { env, params } = call
  const customer = filterOf(params, 'customer')
  if (customer !== undefined) knownCustomer(env, customer)
  const price = filterOf(params, 'price')
  const clock = filterOf(params, 'test_clock')
  const hasStatus = statusFilter(filterOf(params, 'status'))
  const hasPrice = ({ items }: Subscription) =>
    price === undefined || items.data.some((item) => item.price.id === price)
  const onClock = ({ test_clock }: Subscription) =>
    clock === undefined ? customer !== undefined || test_clock === null : idOf(test_clock) === clock
  return list(call, env.subscriptions, {
    among: narrow(env, customer, price),
    keep: (each) => hasStatus(each) && hasPrice(each) && onClock(each),
  })
}
