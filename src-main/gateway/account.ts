import type { CustomerId } from '#contract'
import { isObject, isUnknownEndpoint } from './classify.ts'
import { GatewayError } from './failure.ts'
import { asObject, checkedCustomerId } from './objects.ts'
import type { Ask, Sender } from './sender.ts'
import type { AccountAnswer } from './shapes.ts'

/**
 * Whose key this is. Most restricted keys may not ask; the refusal usually names the account all the same.
 * @throws {GatewayError} `auth` and whatever says that Stripe could not be asked.
 */
export async function account(sender: Sender, ask: Ask): Promise<AccountAnswer> {
  const { reply, failure, body, requestId } = await sender.attempt(
    'read',
    'accounts.retrieve_current',
    (stripe) => stripe.accounts.retrieveCurrent(),
    ask,
  )
  if (failure?.kind === 'permission') return { kind: 'forbidden', id: failure.account }
  if (isUnknownEndpoint(reply) || failure?.kind === 'unsupported') return { kind: 'unsupported' }
  if (failure) throw new GatewayError(failure, requestId)
  const { id } = asObject(body)
  return { kind: 'named', id, name: nameIn(body) }
}

/** What the Dashboard calls the account, else what customers see. */
function nameIn(body: Record<string, unknown>): string | null {
  const settings = isObject(body['settings']) ? body['settings'] : {}
  const dashboard = isObject(settings['dashboard']) ? settings['dashboard'] : {}
  const profile = isObject(body['business_profile']) ? body['business_profile'] : {}
  const names = [dashboard['display_name'], profile['name']]
  return (
    names.find((name): name is string => typeof name === 'string' && name.trim() !== '') ?? null
  )
}

/** @throws {GatewayError} also `not_found` and `invalid` (the account has no portal configuration). */
export async function createPortalSession(
  sender: Sender,
  { customer, returnUrl }: { customer: CustomerId; returnUrl?: string | undefined },
  ask: Ask,
): Promise<{ url: string; requestId: string | null }> {
  const checked = checkedCustomerId(customer)
  const { body, requestId } = await sender.write(
    'billing_portal.sessions.create',
    (stripe) =>
      stripe.billingPortal.sessions.create({
        customer: checked,
        ...(returnUrl !== undefined && { return_url: returnUrl }),
      }),
    ask,
  )
  const { url } = body
  if (typeof url !== 'string')
    throw new GatewayError({ kind: 'unreachable', reason: 'not_stripe' }, requestId)
  return { url, requestId }
}
