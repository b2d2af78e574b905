import { type CustomerBody, type Gateway, isFailure, type Seen } from '../gateway/index.ts'

/** Customers made at `since` (milliseconds) or later, newest first; also where lists cannot be asked by time. */
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
        if (!byTime || !isFailure(error, 'unsupported')) throw error
        byTime = false
        return gateway.listCustomers(cursor === undefined ? {} : { startingAfter: cursor })
      })
    yield page
    const last = page.items.at(-1)
    if (!page.hasMore || last === undefined || (last.created ?? gte) < gte) return
    cursor = last.id
  }
}
