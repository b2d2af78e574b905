import { invalid } from '../protocol/errors.ts'
import { list } from '../protocol/lists.ts'
import { boolean, required, unsettable } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { Environment } from '../store/environment.ts'
import type { PortalConfiguration, PortalSession } from '../store/shapes.ts'
import { emit } from './act.ts'
import { customers, ofParam, ofPath } from './lookup.ts'

/** The portal settings that somebody once saved in the dashboard. */
function savedConfiguration(env: Environment): PortalConfiguration {
  const id = `bpc_1${env.account.id.slice(-15)}${env.livemode ? 'live' : 'test'}`
  const saved = env.configurations.get(id)
  if (saved) return saved
  const created = env.clock.seconds()
  const configuration: PortalConfiguration = {
    id,
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created,
    default_return_url: null,
    features: FEATURES,
    is_default: true,
    livemode: env.livemode,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: created,
  }
  env.configurations.add(configuration)
  return configuration
}

const FEATURES: PortalConfiguration['features'] = {
  customer_update: { allowed_updates: ['email', 'address'], enabled: true },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: true,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

function createSession(call: Call): PortalSession {
  const { env, act, params, baseUrl } = call
  const customer = ofParam(env, customers, 'customer', required(params, 'customer'), 'customer')
  const configuration = configurationOf(call)
  const mode = env.livemode ? 'live' : 'test'
  const secret = `${mode}_${env.random.letters(40)}`
  const session: PortalSession = {
    id: env.id('bps'),
    object: 'billing_portal.session',
    configuration,
    created: env.clock.seconds(),
    customer: customer.id,
    customer_account: null,
    flow: null,
    livemode: env.livemode,
    locale: null,
    on_behalf_of: null,
    return_url: unsettable(params, 'return_url') ?? null,
    url: `${baseUrl}/p/session/${secret}`,
  }
  env.portalSessions.set(secret, customer.id)
  emit(act, 'billing_portal.session.created', session)
  return session
}

function configurationOf({ env, params, portalConfigured }: Call): string {
  const named = unsettable(params, 'configuration')
  if (named) {
    savedConfiguration(env)
    return ofParam(env, (side) => side.configurations, 'configuration', named, 'configuration').id
  }
  if (portalConfigured) return savedConfiguration(env).id
  const mode = env.livemode ? 'live' : 'test'
  throw invalid(
    `No configuration provided and your ${mode} mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in ${mode} mode at https://dashboard.stripe.com/${env.livemode ? '' : 'test/'}settings/billing/portal.`,
  )
}

function listConfigurations(call: Call): object {
  const { env, params, portalConfigured } = call
  if (portalConfigured) savedConfiguration(env)
  const active = boolean(params, 'active')
  const isDefault = boolean(params, 'is_default')
  return list(call, env.configurations, {
    keep: (each) =>
      portalConfigured &&
      (active === undefined || each.active === active) &&
      (isDefault === undefined || each.is_default === isDefault),
  })
}

const GATE = { right: 'customer_portal', feature: 'portal' } as const
const CONFIGURATIONS = '/v1/billing_portal/configurations'

export const portalEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /v1/billing_portal/sessions',
    { ...GATE, accepts: ['customer', 'configuration', 'return_url', 'locale'] },
    createSession,
  ),
  endpoint(
    `GET ${CONFIGURATIONS}`,
    { ...GATE, accepts: [...PAGING, 'active', 'is_default'] },
    listConfigurations,
  ),
  endpoint(`GET ${CONFIGURATIONS}/:id`, GATE, ({ env, id }) => {
    savedConfiguration(env)
    return ofPath(env, (side) => side.configurations, 'configuration', id)
  }),
]
