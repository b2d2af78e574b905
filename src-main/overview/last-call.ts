import type { RequestEntry } from '#contract'
import type { RequestLog } from '../observability/index.ts'
import type { Scope } from '../recovery/index.ts'

/** How many calls back it looks: older than this is no word on whether Stripe answers now. */
const LOOKED_AT = 500

/** The last call to Stripe with this account's keys in this environment; null where none is among the latest. */
export function lastCall(
  requests: Pick<RequestLog, 'page'>,
  { account, environment }: Scope,
): RequestEntry | null {
  const { items } = requests.page({ limit: LOOKED_AT })
  const ours = (one: RequestEntry) => one.account === account && one.environment === environment
  return items.find(ours) ?? null
}
