import { type CustomerBody, type Gateway, isFailure, type Seen } from '../gateway/index.ts'

/**
 * Customers made at `since` (milliseconds) or later. Where lists cannot be asked by time, all of them: their order is
 * then not to be trusted either.
 */
export async function* customersSince(
  gateway: Gateway,
  since: number,
): AsyncGenerator<Seen<{ items: CustomerBody[] }>> {
  const gte = Math.floor(since / 1000)
  let cursor: string | undefined
  let byTime = true
  for (;;) {
    const page = await gateway
      .listCustomers({
        ...(byTime && { created: { gte } }),
        ...(cursor !== undefined && { startingAfter: cursor }),
      })
      .catch((error: unknown) => {
        if (!byTime || !isRefusedFilter(error)) throw error
        byTime = false
        return gateway.listCustomers(cursor === undefined ? {} : { startingAfter: cursor })
      })
    yield page
    const last = page.items.at(-1)
    // The same last one again: this Stripe does not turn pages.
    if (!page.hasMore || last === undefined || last.id === cursor) return
    cursor = last.id
  }
}

/** A poorer Stripe refuses a filter that it does not know, in whatever words. */
export function isRefusedFilter(error: unknown): boolean {
  return isFailure(error, 'unsupported') || isFailure(error, 'invalid')
}
