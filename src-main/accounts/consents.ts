import type { StandingConsent } from '#contract'
import type { Database } from '../db/index.ts'
import type { ProfileRow } from './profile-store.ts'

const columns = `id, profile, state, daily_cap AS dailyCap, given_at AS givenAt, given_by AS givenBy,
  revoked_at AS revokedAt, revoked_by AS revokedBy FROM consent`

type Scope = Pick<ProfileRow, 'id' | 'account' | 'environment'>

/** The standing consents: given, shown and revoked, never deleted. At most one in force for a profile and state. */
export function createConsents(database: Database, now: () => number) {
  const ofProfile = database.prepare<[string], StandingConsent>(
    `SELECT ${columns} WHERE profile = ? ORDER BY id DESC`,
  )
  const byId = database.prepare<[number | bigint], StandingConsent>(
    `SELECT ${columns} WHERE id = ?`,
  )
  const insert = database.prepare(`
    INSERT INTO consent (profile, account, environment, state, daily_cap, given_at, given_by)
    VALUES (@profile, @account, @environment, @state, @dailyCap, @at, @by)`)
  const end = database.prepare<{ id: number; at: number; by: string }>(
    'UPDATE consent SET revoked_at = @at, revoked_by = @by WHERE id = @id AND revoked_at IS NULL',
  )

  const find = (profile: string, id: number | bigint): StandingConsent | undefined => {
    const consent = byId.get(id)
    return consent?.profile === profile ? consent : undefined
  }

  return {
    find,
    /** Newest first, revoked ones too. */
    of: (profile: string): StandingConsent[] => ofProfile.all(profile),

    /** Within the caller's transaction; one in force for the same state is revoked by it. */
    give(
      { id, account, environment }: Scope,
      { state, dailyCap, by }: Pick<StandingConsent, 'state' | 'dailyCap'> & { by: string },
    ): StandingConsent {
      for (const old of ofProfile.all(id))
        if (old.state === state) end.run({ id: old.id, at: now(), by })
      const terms = { profile: id, account, environment, state, dailyCap, at: now(), by }
      const given = find(id, insert.run(terms).lastInsertRowid)
      if (given === undefined) throw new Error('A consent was not written.')
      return given
    },

    /** Again without effect. */
    revoke(id: number, by: string): void {
      end.run({ id, at: now(), by })
    },
  }
}
export type Consents = ReturnType<typeof createConsents>
