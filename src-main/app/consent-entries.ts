import { ORPCError } from '@orpc/server'
import { os } from './context.ts'
import { mustUnlock, viewOf } from './gate-entries.ts'
import { type KeptProfiles, keptRow } from './kept/index.ts'
import type { Workspace } from './workspace.ts'

export function createConsentEntries(workspace: Workspace, kept: KeptProfiles) {
  const { consents, trail, hub, gates } = workspace
  return {
    consents: os.accounts.consents.handler(({ input }) => ({
      items: consents.of(input.profile),
    })),
    giveConsent: os.accounts.giveConsent.handler(({ input, context }) => {
      const view = viewOf(context, input.profile)
      const row = kept.row(input.profile)
      if (row === undefined) throw new ORPCError('NOT_KEPT', { message: notKept })
      if (row.environment !== 'live') throw new ORPCError('NOT_LIVE', { message: notLive })
      if (view.gate === 'observe') throw mustUnlock(view)
      gates.used(view)
      const { actor } = context.session
      const { state, dailyCap } = input
      const { environment, account } = row
      const detail = `${state}, at most ${dailyCap} a day`
      const given = workspace.transact(() => {
        trail.append({ actor, action: 'consent.given', environment, account, detail })
        return consents.give(row, { state, dailyCap, by: actor.user })
      })
      hub.changed('workspace', 'activity')
      return given
    }),
    revokeConsent: os.accounts.revokeConsent.handler(({ input, context }) => {
      const row = keptRow(kept, input.profile)
      const consent = consents.find(row.id, input.consent)
      if (consent === undefined)
        throw new ORPCError('CONSENT_UNKNOWN', { message: 'There is no such consent.' })
      kept.revoke(row, consent, context.session.actor)
      return consents.find(row.id, input.consent) ?? consent
    }),
  }
}

const notKept = 'This profile ends with its run. Keep the account first.'
const notLive = 'In test, policy decides what is repaired unattended.'
