import { type Environment, ProfileId, type ProfileView } from '#contract'
import {
  type Account,
  parseApiBase,
  parseSecretKey,
  permissionFor,
  type SecretKey,
  startGate,
} from '../accounts/index.ts'
import { createGateway, createLimiter, type Gateway, limitsFor } from '../gateway/index.ts'
import { allOurs, type Bench, resumeCases } from '../recovery/index.ts'
import type { Workspace } from './workspace.ts'

/** A key as it is given: for as long as whoever gave it stays. */
export interface GivenKey {
  readonly secretKey: string
  readonly apiBase?: string | undefined
  readonly label: string
  /** On the embedded sandbox, whatever the key's mode says. */
  readonly sandbox: boolean
}

/** A profile that can be worked with. Its key lives in the gateway only. */
export interface OpenProfile {
  readonly view: Omit<ProfileView, 'watchOnly'>
  readonly environment: Environment
  readonly account: Account
  readonly gateway: Gateway
  /** Recovery's tools, with the gateway for this asker. */
  bench(gateway?: Gateway): Bench
}

/** Finds out whose a key is, opens the mirror of its account, and goes on with what a kill interrupted there. */
export async function openProfile(workspace: Workspace, given: GivenKey): Promise<OpenProfile> {
  const key = parseSecretKey(given.secretKey)
  const apiBase = given.apiBase === undefined ? undefined : parseApiBase(given.apiBase)
  const { environment } = key
  let account: Account | null = null
  const gateway = createGateway({
    secretKey: key.secretKey,
    environment,
    apiBase,
    limiter: createLimiter(limitsFor(environment, apiBase !== undefined)),
    onCall: (call) => {
      workspace.requests.append({ ...call, environment, account: account?.id ?? null })
      workspace.hub.changed('activity')
    },
    now: workspace.now,
    sleep: workspace.sleep,
    ...(workspace.timeoutMs !== undefined && { timeoutMs: workspace.timeoutMs }),
  })
  account = await workspace.accounts.identify(gateway, key)
  const profile = profileOf(workspace, given, key, account, gateway)
  const resumed = await resumeCases(profile.bench(), workspace.flights, {
    mayBegin: permissionFor(profile.view.gate, 'repair') === 'yes',
  })
  if (resumed > 0) workspace.log.info({ resumed }, 'Went on with repairs that were interrupted.')
  return profile
}

function profileOf(
  workspace: Workspace,
  given: GivenKey,
  key: SecretKey,
  account: Account,
  gateway: Gateway,
): OpenProfile {
  const { environment } = key
  const mirror = workspace.mirrorOf(account.id, environment)
  const { directory, cases, intents, alerts, trail, bindings, transact, now, sleep, onStep } =
    workspace
  const bench = {
    account: account.id,
    environment,
    ...{ directory, mirror, cases, intents, alerts, trail, bindings, transact, now, sleep },
    changed: workspace.hub.changed,
    ownership: allOurs,
    cleared: { at: Number.NEGATIVE_INFINITY },
    log: workspace.log,
    ...(onStep && { onStep }),
  }
  return {
    view: {
      id: ProfileId.parse(`${given.label}.${account.id}.${environment}`),
      label: given.label,
      environment,
      sandbox: given.sandbox,
      gate: given.sandbox ? 'open' : startGate(environment),
      account,
      keyHint: key.hint,
    },
    environment,
    account,
    gateway,
    bench: (asker = gateway) => ({ ...bench, gateway: asker }),
  }
}
