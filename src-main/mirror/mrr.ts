import { arrayAt, numberAt, objectAt, type StripeObject, textAt } from './stripe-object.ts'

/** Minor units a month. `counted` is what MRR means: 0 unless the subscription is active or past_due. */
export interface MonthlyAmount {
  readonly counted: number
  /** The same sum whatever the status: what a subscription that died was worth. */
  readonly full: number
  readonly currency: string
}

const monthsOf: Readonly<Record<string, number>> = {
  month: 1,
  year: 12,
  week: 12 / 52,
  day: 12 / 365,
}

/** Items less discounts, without tax; trials and metered items count 0; brought to a month and rounded once. */
export function monthlyAmount(subscription: StripeObject): MonthlyAmount {
  const items = arrayAt(objectAt(subscription, 'items'), 'data')
  const gross = items.reduce((sum, item) => sum + itemAMonth(item), 0)
  const full = Math.max(0, Math.round(discounted(gross, subscription, months(items[0]))))
  const status = textAt(subscription, 'status')
  const counted = status === 'active' || status === 'past_due' ? full : 0
  const price = objectAt(items[0] ?? {}, 'price')
  const currency = textAt(subscription, 'currency') ?? textAt(price, 'currency') ?? 'usd'
  return { counted, full, currency }
}

function itemAMonth(item: StripeObject): number {
  const price = objectAt(item, 'price')
  const recurring = objectAt(price, 'recurring')
  if (textAt(recurring, 'usage_type') === 'metered') return 0
  const unit = numberAt(price, 'unit_amount') ?? Number(textAt(price, 'unit_amount_decimal') ?? 0)
  return (unit * (numberAt(item, 'quantity') ?? 1)) / months(item)
}

/** How many months one period of the item lasts; a price without recurrence counts as monthly. */
function months(item: StripeObject | undefined): number {
  const recurring = objectAt(objectAt(item ?? {}, 'price'), 'recurring')
  const each = monthsOf[textAt(recurring, 'interval') ?? 'month'] ?? 1
  return each * (numberAt(recurring, 'interval_count') ?? 1)
}

function discounted(gross: number, subscription: StripeObject, periodMonths: number): number {
  const several = arrayAt(subscription, 'discounts')
  // Where both are there they show the same one.
  const discounts = several.length > 0 ? several : [objectAt(subscription, 'discount')]
  return discounts.reduce((amount, discount) => {
    const source = objectAt(objectAt(discount, 'source'), 'coupon')
    const coupon = Object.keys(source).length > 0 ? source : objectAt(discount, 'coupon')
    const percent = numberAt(coupon, 'percent_off') ?? 0
    const off = (numberAt(coupon, 'amount_off') ?? 0) / periodMonths
    return amount * (1 - percent / 100) - off
  }, gross)
}
