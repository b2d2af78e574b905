import { ORPCError } from '@orpc/server'
import type { ProfileId, StoredProfile } from '#contract'
import {
  fingerprintOf,
  KeyError,
  newProfileId,
  type ProfileRow,
  parseSecretKey,
} from '../../accounts/index.ts'
import type { Actor } from '../../recovery/index.ts'
import { connect } from '../profiles.ts'
import type { Workspace } from '../workspace.ts'
import { askStripe, createKeep } from './keep.ts'
import type { Locks } from './locks.ts'
import type { OpenOnes } from './open-ones.ts'
import type { Views } from './views.ts'

export interface NewKey {
  readonly secretKey: string
  readonly label?: string | undefined
}

interface Parts {
  readonly locks: Locks
  readonly openOnes: OpenOnes
  readonly views: Views
  /** Address in place of Stripe's for keys that are added. */
  readonly apiBase: string | undefined
}

/** What keys come to: whose they are, what they may do, and where they are kept. */
export function createKeptKeys(workspace: Workspace, { locks, openOnes, views, apiBase }: Parts) {
  const { profiles } = workspace
  const keep = createKeep(workspace, { locks, openOnes, shown })
  const adding = new Map<string, Promise<StoredProfile>>()
  function shown(id: ProfileId): StoredProfile {
    const profile = views.find(id)
    if (profile !== undefined) return profile
    throw new ORPCError('PROFILE_UNKNOWN', { message: 'The profile was removed meanwhile.' })
  }

  async function addNew({ secretKey, label }: NewKey, actor: Actor): Promise<StoredProfile> {
    const connection = connect(workspace, { secretKey, apiBase })
    const before = profiles.findByKey(fingerprintOf(connection.key.secretKey))
    const id = before?.id ?? newProfileId()
    const learnt = await askStripe(workspace, connection)
    return keep(connection, learnt, { id, label: label ?? before?.label, actor, before })
  }

  return {
    /** Somebody who clicks twice adds one. @throws KeyError, GatewayError */
    async add(given: NewKey, actor: Actor): Promise<StoredProfile> {
      const name = fingerprintOf(parseSecretKey(given.secretKey).secretKey)
      const mine = adding.get(name) ?? addNew(given, actor)
      adding.set(name, mine)
      try {
        return await mine
      } finally {
        adding.delete(name)
      }
    },

    /** Asks Stripe only where it is another key than before. @throws KeyError, GatewayError */
    async enter(row: ProfileRow, secretKey: string, actor: Actor): Promise<StoredProfile> {
      const { id, label, account } = row
      const connection = connect(workspace, { secretKey, apiBase: row.apiBase ?? undefined })
      const { key } = connection
      if (key.environment !== row.environment) throw new KeyError('other_account')
      const holder = profiles.findByKey(fingerprintOf(key.secretKey))
      if (holder !== undefined && holder.id !== id) throw new KeyError('kept_already')
      const known = { ...row, name: row.accountName }
      const learnt = holder === undefined ? await askStripe(workspace, connection) : known
      if (learnt.account !== account) throw new KeyError('other_account')
      return keep(connection, learnt, { id, label, actor, before: row })
    },

    /** @throws KeyError, ProfileLockedError, GatewayError */
    async check(row: ProfileRow): Promise<StoredProfile> {
      const { rights } = await askStripe(workspace, await locks.connectTo(row))
      // It may have got another label or key meanwhile, or be gone.
      const now = profiles.find(row.id)
      if (now?.fingerprint === row.fingerprint) profiles.save({ ...now, rights })
      workspace.hub.changed('workspace')
      return shown(row.id)
    },

    shown,
  }
}
