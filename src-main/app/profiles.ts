import { type Environment, ProfileId, type ProfileView } from '#contract'
import {
  type Account,
  fingerprintOf,
  parseApiBase,
  parseSecretKey,
  permissionFor,
  type SecretKey,
} from '../accounts/index.ts'
import { createGateway, type Gateway } from '../gateway/index.ts'
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
  /** As it is now: a gate moves, and a label may be changed. */
  readonly view: Omit<ProfileView, 'watchOnly' | 'locked'>
  readonly environment: Environment
  readonly account: Account
  readonly gateway: Gateway
  /** Something went through its gate: a raised one stays. */
  touchGate(): void
  /** Recovery's tools, with the gateway for this asker. */
  bench(gateway?: Gateway): Bench
}

/** A key with a way to Stripe, before anybody knows whose it is. */
export interface Connection {
  readonly key: SecretKey
  readonly apiBase: string | undefined
  readonly gateway: Gateway
  /** Its calls are logged under this account from now on. */
  belongsTo(account: Account): void
}

/** What a profile is called, and by what it is found. */
interface Face {
  readonly id: ProfileId
  readonly label: string
  readonly sandbox: boolean
  readonly account: Account
}

/** @throws KeyError */
export function connect(
  workspace: Workspace,
  given: Pick<GivenKey, 'secretKey' | 'apiBase'>,
): Connection {
  const key = parseSecretKey(given.secretKey)
  const apiBase = given.apiBase === undefined ? undefined : parseApiBase(given.apiBase)
  const { environment } = key
  let account: Account | null = null
  const gateway = createGateway({
    secretKey: key.secretKey,
    environment,
    apiBase,
    limiter: workspace.limiterOf(fingerprintOf(key.secretKey), environment, apiBase !== undefined),
    onCall: (call) => {
      workspace.requests.append({ ...call, environment, account: account?.id ?? null })
      workspace.hub.changed('activity')
    },
    now: workspace.now,
    sleep: workspace.sleep,
    ...(workspace.timeoutMs !== undefined && { timeoutMs: workspace.timeoutMs }),
  })
  return {
    key,
    apiBase,
    gateway,
    belongsTo(one) {
      account = one
    },
  }
}

/** Finds out whose a key is, opens the mirror of its account, and goes on with what a kill interrupted there. */
export async function openProfile(workspace: Workspace, given: GivenKey): Promise<OpenProfile> {
  const connection = connect(workspace, given)
  const account = await workspace.accounts.identify(connection.gateway, connection.key)
  const { label, sandbox } = given
  const id = ProfileId.parse(`${label}.${account.id}.${connection.key.environment}`)
  return openConnected(workspace, connection, () => ({ id, label, sandbox, account }))
}

/** The same for a key whose account is known. `face` is asked each time the profile is shown. */
export async function openConnected(
  workspace: Workspace,
  connection: Connection,
  face: () => Face,
): Promise<OpenProfile> {
  connection.belongsTo(face().account)
  const profile = profileOf(workspace, connection, face)
  const resumed = await resumeCases(profile.bench(), workspace.flights, {
    mayBegin: permissionFor(profile.view.gate, 'repair') === 'yes',
  })
  if (resumed > 0) workspace.log.info({ resumed }, 'Went on with repairs that were interrupted.')
  return profile
}

function profileOf(
  workspace: Workspace,
  { key, gateway }: Connection,
  face: () => Face,
): OpenProfile {
  const { environment } = key
  const { account } = face()
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
    get view() {
      const { id, label, sandbox, account } = face()
      const gated = { id, environment, sandbox }
      const { gates } = workspace
      const gate = gates.of(gated)
      const raisedUntil = gates.raisedUntil(gated)
      return { ...gated, label, account, gate, raisedUntil, keyHint: key.hint }
    },
    environment,
    account,
    gateway,
    touchGate: () => workspace.gates.used({ ...face(), environment }),
    bench: (asker = gateway) => ({ ...bench, gateway: asker }),
  }
}
