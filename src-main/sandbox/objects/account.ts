import { type Endpoint, endpoint } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'

function account({ account: { id, displayName, country, currency }, clock }: Environment) {
  return {
    id,
    object: 'account',
    business_profile: { name: displayName, url: null, support_email: null },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country,
    created: clock.seconds() - 3 * 365 * 86_400,
    default_currency: currency,
    details_submitted: true,
    email: 'billing@acme.test',
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: displayName, timezone: 'Europe/Berlin' } },
    type: 'standard',
  }
}

function balance({ account: { currency }, livemode }: Environment) {
  const nothing = { amount: 0, currency, source_types: { card: 0 } }
  return { object: 'balance', available: [nothing], livemode, pending: [nothing] }
}

export const accountEndpoints: readonly Endpoint[] = [
  endpoint('GET /v1/account', { right: 'accounts_kyc_basic', feature: 'account' }, ({ env }) =>
    account(env),
  ),
  endpoint('GET /v1/balance', { right: 'balance' }, ({ env }) => balance(env)),
]
