import type { ProfileId, StoredProfile } from '#contract'
import { fingerprintOf, KeyError, type ProfileRow, probeRights } from '../../accounts/index.ts'
import { GatewayError } from '../../gateway/index.ts'
import type { Actor } from '../../recovery/index.ts'
import type { Connection } from '../profiles.ts'
import type { Workspace } from '../workspace.ts'
import type { Locks } from './locks.ts'
import type { OpenOnes } from './open-ones.ts'

/** What Stripe says of a key. */
type Learnt = Pick<ProfileRow, 'account' | 'rights'> & { readonly name: string | null }

/** @throws KeyError where Stripe refuses the key, GatewayError where it could not be asked */
export async function askStripe(
  { accounts }: Workspace,
  { gateway, key }: Connection,
): Promise<Learnt> {
  const asker = gateway.with({ priority: 'person' })
  try {
    const { id, name } = await accounts.identify(asker, key)
    return { account: id, name, rights: await probeRights(asker, key) }
  } catch (error) {
    if (!(error instanceof GatewayError) || error.failure.kind !== 'auth') throw error
    throw new KeyError(error.failure.expired ? 'expired' : 'refused', { cause: error })
  }
}

interface Keeping {
  readonly id: ProfileId
  readonly label: string | undefined
  readonly actor: Actor
  /** The profile that gets this key; none where it is a new one. */
  readonly before: ProfileRow | undefined
}

interface Parts {
  readonly locks: Locks
  readonly openOnes: OpenOnes
  readonly shown: (id: ProfileId) => StoredProfile
}

/** Puts a key where keys are kept, and writes what is known of it. */
export function createKeep(workspace: Workspace, { locks, openOnes, shown }: Parts) {
  const { profiles, keys, trail, transact, hub } = workspace

  return async function keep(
    { key, apiBase }: Pick<Connection, 'key' | 'apiBase'>,
    { account, name, rights }: Learnt,
    { id, label, actor, before }: Keeping,
  ): Promise<StoredProfile> {
    const { environment, kind: keyKind, hint: keyHint } = key
    const keyIn = await keys.keep(id, key.secretKey)
    if (before !== undefined && profiles.find(id) === undefined) {
      await keys.forget(id, keyIn)
      return shown(id)
    }
    const row = {
      ...{ id, account, environment, keyKind, keyHint, keyIn, rights },
      label: label ?? name ?? keyHint,
      fingerprint: fingerprintOf(key.secretKey),
      apiBase: apiBase ?? null,
    }
    const action = before === undefined ? 'profile.added' : 'profile.key_entered'
    const detail = `${row.label} ${keyHint}`
    transact(() => {
      profiles.save(row)
      trail.append({ actor, action, environment, account, detail })
    })
    openOnes.close(id)
    locks.clear(id)
    hub.changed('workspace', 'activity')
    return shown(id)
  }
}
