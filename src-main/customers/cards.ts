import { type CardView, CustomerId } from '#contract'
import type { Gateway } from '../gateway/index.ts'
import { numberAt, objectAt, textAt } from '../mirror/index.ts'

/** A customer's cards, asked of Stripe now. An id that is none has none. */
export async function readCards(gateway: Gateway, customerId: string): Promise<CardView[]> {
  const id = CustomerId.safeParse(customerId)
  if (!id.success) return []
  const methods = await gateway.cardsOf(id.data)
  return methods.map((method) => {
    // A source of old carries the card's fields itself.
    const card =
      Object.keys(objectAt(method, 'card')).length > 0 ? objectAt(method, 'card') : method
    return {
      id: method.id,
      brand: textAt(card, 'brand')?.toLowerCase() ?? 'card',
      last4: textAt(card, 'last4') ?? '····',
      expMonth: numberAt(card, 'exp_month') ?? 0,
      expYear: numberAt(card, 'exp_year') ?? 0,
    }
  })
}
