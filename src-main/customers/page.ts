import type { CustomerPage, StripeSide, SubscriptionView, UserId } from '#contract'
import { objectAt, type SubscriptionRow, textAt } from '../mirror/index.ts'
import type { Bench } from '../recovery/index.ts'
import { linkStatus } from './link-status.ts'
import { readTimeline } from './timeline.ts'

/** Everything about one user in one environment, from the mirror and the trail; nothing is asked of Stripe. */
export async function readCustomerPage(
  bench: Bench,
  id: UserId,
  auditedAt: number | null,
): Promise<CustomerPage | undefined> {
  const user = await bench.directory.find(id)
  if (user === undefined) return undefined
  const company =
    user.companyId === null ? undefined : await bench.directory.company(user.companyId)
  const storedId = user.storedId[bench.environment]
  const status = linkStatus(bench, user, auditedAt !== null)
  const known = status.case === null ? undefined : bench.cases.find(status.case)
  const candidates = known?.candidates.map((one) => one.customerId) ?? []
  const ids = [...new Set([storedId, ...candidates].filter((one) => one !== null))]
  const { customers } = bench.mirror
  return {
    user: {
      ...{ id: user.id, name: user.name, email: user.email, isVerified: user.isVerified },
      ...{ createdAt: user.createdAt, companyId: user.companyId },
      companyName: company?.name ?? null,
    },
    storedId,
    ...status,
    checkedAt: known?.updatedAt ?? auditedAt,
    stripe: storedId === null ? null : stripeSide(bench, storedId),
    subscriptions: ids.flatMap((one) => customers.subscriptions(one)).map(toSubscription),
    timeline: readTimeline(bench, user.id, ids),
  }
}

function stripeSide(bench: Bench, customerId: string): StripeSide | null {
  const row = bench.mirror.customers.find(customerId)
  const body = bench.mirror.customers.body(customerId)
  if (row === undefined || body === undefined) return null
  const { currency, balance } = row
  return {
    customerId,
    deleted: row.deleted === 1,
    email: textAt(body.object, 'email'),
    name: row.name,
    created: row.created * 1000,
    balance: currency === null ? null : { minor: balance, currency },
    ownerUserId: textAt(objectAt(body.object, 'metadata'), 'user_id'),
    asOf: body.asOf,
  }
}

/** A subscription as the contract shows it; times in milliseconds. */
export function toSubscription(row: SubscriptionRow): SubscriptionView {
  const { currency } = row
  return {
    id: row.id,
    customerId: row.customer,
    status: row.status,
    product: row.product ?? 'unknown product',
    amount: row.unit_amount === null ? null : { minor: row.unit_amount, currency },
    interval: row.recurring,
    currentPeriodEnd: row.period_end === null ? null : row.period_end * 1000,
    canceledAt: row.ended === null ? null : row.ended * 1000,
    mrr: row.mrr_minor > 0 ? [{ minor: row.mrr_minor, currency }] : [],
  }
}
