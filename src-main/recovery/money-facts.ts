import type { CustomerId, Fact } from '#contract'
import { type Gateway, GatewayError, isFailure } from '../gateway/index.ts'
import type { MoneyFacts } from './evidence.ts'

type Objects = readonly { readonly [field: string]: unknown }[]

const alive = ['active', 'trialing', 'past_due', 'unpaid', 'paused']
const owing = ['open', 'uncollectible']
const coming = ['not_started', 'active']

/**
 * Asks Stripe what money hangs on a customer. An endpoint that this Stripe does not have holds nothing; a list that
 * fails or may not be read leaves its fact unread.
 */
export async function readMoneyFacts(
  gateway: Gateway,
  customer: { readonly id: CustomerId; readonly balance: number },
): Promise<MoneyFacts> {
  const { id } = customer
  const invoices = await read(() => gateway.invoicesOf(id))
  const claims: Fact[] = [
    customer.balance === 0 ? 'no' : 'yes',
    has(await read(() => gateway.subscriptionsOf(id)), 'status', alive),
    has(invoices, 'status', owing),
    has(await read(() => gateway.schedulesOf(id)), 'status', coming),
    present(await read(() => gateway.openDisputesOf(id))),
  ]
  return {
    claim: any(claims),
    card: present(await read(() => gateway.cardsOf(id))),
    paidInvoice: has(invoices, 'status', ['paid']),
  }
}

/** Null: unread. */
async function read(ask: () => Promise<Objects>): Promise<Objects | null> {
  try {
    return await ask()
  } catch (error) {
    if (isFailure(error, 'unsupported')) return []
    if (error instanceof GatewayError) return null
    throw error
  }
}

function has(objects: Objects | null, field: string, values: readonly string[]): Fact {
  if (objects === null) return 'unread'
  return objects.some((object) => values.includes(String(object[field]))) ? 'yes' : 'no'
}

function present(objects: Objects | null): Fact {
  if (objects === null) return 'unread'
  return objects.length > 0 ? 'yes' : 'no'
}

function any(facts: readonly Fact[]): Fact {
  if (facts.includes('yes')) return 'yes'
  return facts.includes('unread') ? 'unread' : 'no'
}
