import type { CustomerRow, Finding, LinkState } from '#contract'
import type { DirectoryUser } from '../directory/index.ts'
import type { SubscriptionRow } from '../mirror/index.ts'
import type { Bench } from '../recovery/index.ts'

/** What the last audit knew of a link: its open case says what is wrong, no case means that nothing is. */
export interface LinkStatus {
  readonly state: LinkState | null
  readonly findings: Finding[]
  readonly case: number | null
}

export function linkStatus(bench: Bench, user: DirectoryUser, audited: boolean): LinkStatus {
  const found = bench.cases.unendedOf(bench, { userId: user.id, orphanId: null })
  if (found !== undefined) {
    const shown = found.status === 'dismissed' ? null : found.id
    return { state: found.state, findings: found.findings, case: shown }
  }
  const healthy = user.storedId[bench.environment] === null ? 'unlinked' : 'linked'
  return { state: audited ? healthy : null, findings: [], case: null }
}

/** The one that says most about who pays. */
const telling = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete', 'canceled']

export function tellingStatus(subscriptions: readonly SubscriptionRow[]): string | null {
  const held = new Set(subscriptions.map((one) => one.status))
  return telling.find((status) => held.has(status)) ?? subscriptions[0]?.status ?? null
}

/** One line of the customers' grid. */
export function toRow(bench: Bench, user: DirectoryUser, audited: boolean): CustomerRow {
  const storedId = user.storedId[bench.environment]
  const { customers } = bench.mirror
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    companyId: user.companyId,
    storedId,
    ...linkStatus(bench, user, audited),
    subscriptionStatus: storedId === null ? null : tellingStatus(customers.subscriptions(storedId)),
    mrr: storedId === null ? [] : customers.mrr(storedId),
  }
}
