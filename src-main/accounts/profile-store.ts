import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import {
  type AccountId,
  type Environment,
  FeatureRights,
  type KeyPlace,
  ProfileId,
  type StoredProfile,
} from '#contract'
import type { Database } from '../db/index.ts'

/** A profile as it is kept: all but its key. */
export interface ProfileRow {
  readonly id: ProfileId
  readonly account: AccountId
  readonly accountName: string | null
  readonly environment: Environment
  readonly label: string
  readonly keyKind: StoredProfile['keyKind']
  readonly keyHint: string
  readonly fingerprint: string
  readonly keyIn: KeyPlace
  readonly apiBase: string | null
  readonly rights: readonly FeatureRights[]
  readonly checkedAt: number
  readonly addedAt: number
}

export type NewProfile = Omit<ProfileRow, 'accountName' | 'checkedAt' | 'addedAt'>

interface Raw extends Omit<ProfileRow, 'rights'> {
  readonly rights: string
}

const columns = `profile.id, account, account.name AS accountName, profile.environment, label, key_kind AS keyKind,
  key_hint AS keyHint, fingerprint, key_in AS keyIn, api_base AS apiBase, rights, checked_at AS checkedAt,
  added_at AS addedAt FROM profile JOIN account ON account.id = account`

/** The rows of kept profiles. */
export function createProfileStore(database: Database, now: () => number) {
  const all = database.prepare<[], Raw>(`SELECT ${columns} ORDER BY added_at, profile.id`)
  const byId = database.prepare<[string], Raw>(`SELECT ${columns} WHERE profile.id = ?`)
  const byKey = database.prepare<[string], Raw>(`SELECT ${columns} WHERE fingerprint = ?`)
  // The key may be another one of the same account, so all that follows from it is written again.
  const save = database.prepare<Omit<NewProfile, 'rights'> & { rights: string; at: number }>(`
    INSERT INTO profile (id, account, environment, label, key_kind, key_hint, fingerprint, key_in, api_base, rights,
      checked_at, added_at)
    VALUES (@id, @account, @environment, @label, @keyKind, @keyHint, @fingerprint, @keyIn, @apiBase, @rights, @at, @at)
    ON CONFLICT (id) DO UPDATE SET label = @label, key_kind = @keyKind, key_hint = @keyHint,
      fingerprint = @fingerprint, key_in = @keyIn, api_base = @apiBase, rights = @rights, checked_at = @at`)
  const remove = database.prepare<[string]>('DELETE FROM profile WHERE id = ?')
  const rename = database.prepare<[string, string]>('UPDATE profile SET label = ? WHERE id = ?')

  return {
    list: (): ProfileRow[] => all.all().map(toRow),
    find: (id: ProfileId): ProfileRow | undefined => optional(byId.get(id)),
    findByKey: (fingerprint: string): ProfileRow | undefined => optional(byKey.get(fingerprint)),
    /** Writes a new profile, or what another key changed in one. */
    save(profile: NewProfile): void {
      save.run({ ...profile, rights: JSON.stringify(profile.rights), at: now() })
    },
    relabel: (id: ProfileId, label: string): void => void rename.run(label, id),
    remove: (id: ProfileId): void => void remove.run(id),
  }
}
export type ProfileStore = ReturnType<typeof createProfileStore>

/** Unlike any other of any home: it names the key in the key ring too. */
export const newProfileId = (): ProfileId =>
  ProfileId.parse(`profile_${randomBytes(8).toString('hex')}`)

const Rights = z.array(FeatureRights)

function toRow(raw: Raw): ProfileRow {
  return { ...raw, rights: Rights.parse(JSON.parse(raw.rights)) }
}

const optional = (raw: Raw | undefined) => (raw === undefined ? undefined : toRow(raw))
