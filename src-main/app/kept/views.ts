import type { ProfileId, ProfileView, StoredProfile } from '#contract'
import { lockSentences, type ProfileRow } from '../../accounts/index.ts'
import { isWatchOnly } from '../watch-only.ts'
import type { Workspace } from '../workspace.ts'
import type { Locks } from './locks.ts'

/** Kept profiles as they may be shown, open or not. */
export function createViews(workspace: Workspace, locks: Locks) {
  const { profiles, gates } = workspace

  function view(row: ProfileRow): ProfileView {
    const { id, label, environment, keyHint } = row
    const gated = { id, environment, sandbox: false }
    const reason = locks.reasonOf(row)
    return {
      ...gated,
      ...{ label, keyHint },
      gate: gates.of(gated),
      raisedUntil: gates.raisedUntil(gated),
      account: { id: row.account, name: row.accountName },
      watchOnly: isWatchOnly(workspace, environment, row.account),
      locked: reason === undefined ? null : { reason, detail: lockSentences[reason] },
    }
  }

  function stored(row: ProfileRow): StoredProfile {
    const { keyKind, keyIn, addedAt, checkedAt, rights } = row
    return { ...view(row), keyKind, keyIn, addedAt, checkedAt, rights: [...rights] }
  }

  return {
    all: (): ProfileView[] => profiles.list().map(view),
    list: (): StoredProfile[] => profiles.list().map(stored),
    find(id: ProfileId): StoredProfile | undefined {
      const row = profiles.find(id)
      return row === undefined ? undefined : stored(row)
    },
  }
}
export type Views = ReturnType<typeof createViews>
