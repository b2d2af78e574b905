import type { TimelineItem, UserId } from '#contract'
import type { Bench } from '../recovery/index.ts'

const LINES = 200

/** What happened to these customers and to the user's link, newest first. */
export function readTimeline(
  bench: Bench,
  user: UserId,
  customerIds: readonly string[],
): TimelineItem[] {
  const { customers } = bench.mirror
  const items: TimelineItem[] = customerIds.flatMap((id) => [
    ...invoices(bench, id),
    ...subscriptions(bench, id),
    ...created(bench, id),
  ])
  for (const id of customerIds) {
    const body = customers.find(id)?.deleted === 1 ? customers.body(id) : undefined
    if (body)
      items.push({ kind: 'customer', at: body.asOf, customerId: id, event: 'found_deleted' })
  }
  for (const change of bench.trail.forUser(user, LINES)) {
    const { at, action, before, after, requestId } = change
    if (change.environment !== bench.environment) continue
    items.push({ kind: 'link', at, action, before, after, requestId })
  }
  return items.sort((a, b) => b.at - a.at).slice(0, LINES)
}

function invoices(bench: Bench, customerId: string): TimelineItem[] {
  return bench.mirror.customers.invoices(customerId, LINES).map((row) => ({
    kind: 'invoice',
    at: row.created * 1000,
    invoiceId: row.id,
    number: row.number,
    status: row.status ?? 'unknown',
    total: { minor: row.total, currency: row.currency },
    attempted: row.attempted === 1,
  }))
}

function subscriptions(bench: Bench, customerId: string): TimelineItem[] {
  return bench.mirror.customers.subscriptions(customerId).flatMap((row) => {
    const base = {
      kind: 'subscription' as const,
      subscriptionId: row.id,
      product: row.product ?? row.id,
    }
    const started: TimelineItem = { ...base, at: row.created * 1000, event: 'started' }
    if (row.ended === null) return [started]
    return [started, { ...base, at: row.ended * 1000, event: 'canceled' as const }]
  })
}

function created(bench: Bench, customerId: string): TimelineItem[] {
  const row = bench.mirror.customers.find(customerId)
  if (row === undefined || row.created === 0) return []
  return [{ kind: 'customer', at: row.created * 1000, customerId, event: 'created' }]
}
