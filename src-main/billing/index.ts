/** Billing operations. Each begins with a customer that was checked, so that it never meets an invalid id. */

import { CustomerId, type UserId } from '#contract'
import {
  type Actor,
  type Bench,
  type Ensured,
  ensureCustomer,
  type Refusal,
} from '../recovery/index.ts'

export interface PortalOptions {
  readonly actor: Actor
  /** Where the gate forbids a repair, a broken link ends in this reason. */
  readonly mayRepair: () => Refusal | null
}

export type PortalLink = { readonly url: string } | Refusal

/** Makes a portal session for a user's customer. The URL is a bearer credential: the caller neither stores nor logs it. */
export async function createPortalLink(
  bench: Bench,
  user: UserId,
  options: PortalOptions,
): Promise<PortalLink> {
  const ensured: Ensured = await ensureCustomer(bench, user, options)
  if (ensured.outcome === 'refused') return ensured
  const customer = CustomerId.parse(ensured.customerId)
  const { url, requestId } = await bench.gateway.createPortalSession({ customer })
  bench.trail.append({
    actor: options.actor,
    action: 'portal_link.created',
    environment: bench.environment,
    account: bench.account,
    userId: user,
    after: customer,
    requestId,
  })
  bench.changed('activity')
  return { url }
}
