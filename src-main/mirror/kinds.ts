import type { MirrorKind } from '#contract'
import { foldEmail } from '../directory/index.ts'
import { monthlyAmount } from './mrr.ts'
import { arrayAt, idAt, numberAt, objectAt, type StripeObject, textAt } from './stripe-object.ts'

type Column = string | number | null

/** One line a kind: its derived table's columns, taken from the object's JSON. */
interface Kind {
  readonly columns: readonly string[]
  readonly extract: (object: StripeObject) => readonly Column[]
}

const metadata = (object: StripeObject, key: string) => textAt(objectAt(object, 'metadata'), key)

export const kinds: Readonly<Record<MirrorKind, Kind>> = {
  customer: {
    columns: [
      'created',
      'email',
      'name',
      'owner_id',
      'owner_directory',
      'owner_environment',
      'relink_intent',
      'test_clock',
      'balance',
      'currency',
    ],
    extract: (customer) => [
      numberAt(customer, 'created') ?? 0,
      foldEmail(textAt(customer, 'email')),
      textAt(customer, 'name'),
      metadata(customer, 'user_id'),
      metadata(customer, 'directory'),
      metadata(customer, 'environment'),
      metadata(customer, 'relink_intent'),
      idAt(customer, 'test_clock'),
      numberAt(customer, 'balance') ?? 0,
      textAt(customer, 'currency'),
    ],
  },
  subscription: {
    columns: [
      'customer',
      'status',
      'created',
      'ended',
      'period_end',
      'price',
      'mrr_minor',
      'full_mrr_minor',
      'currency',
    ],
    extract: (subscription) => {
      const items = arrayAt(objectAt(subscription, 'items'), 'data')
      const amount = monthlyAmount(subscription)
      return [
        idAt(subscription, 'customer') ?? '',
        textAt(subscription, 'status') ?? 'unknown',
        numberAt(subscription, 'created') ?? 0,
        numberAt(subscription, 'ended_at'),
        earliest(items.map((item) => numberAt(item, 'current_period_end'))) ??
          numberAt(subscription, 'current_period_end'),
        idAt(items[0] ?? {}, 'price'),
        amount.counted,
        amount.full,
        amount.currency,
      ]
    },
  },
  product: { columns: ['name'], extract: (product) => [textAt(product, 'name') ?? ''] },
  price: {
    columns: ['product', 'unit_amount', 'currency', 'recurring'],
    extract: (price) => [
      idAt(price, 'product') ?? '',
      numberAt(price, 'unit_amount'),
      textAt(price, 'currency') ?? '',
      textAt(objectAt(price, 'recurring'), 'interval'),
    ],
  },
  invoice: {
    columns: [
      'customer',
      'status',
      'created',
      'number',
      'total',
      'amount_remaining',
      'currency',
      'attempted',
    ],
    extract: (invoice) => [
      idAt(invoice, 'customer'),
      textAt(invoice, 'status'),
      numberAt(invoice, 'created') ?? 0,
      textAt(invoice, 'number'),
      numberAt(invoice, 'total') ?? 0,
      numberAt(invoice, 'amount_remaining') ?? 0,
      textAt(invoice, 'currency') ?? '',
      invoice['attempted'] === true ? 1 : 0,
    ],
  },
}

export const mirrorKinds = ['product', 'price', 'customer', 'subscription', 'invoice'] as const

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? Math.min(...known) : null
}
