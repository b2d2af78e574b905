import { ORPCError } from '@orpc/server'
import type { Permission } from '#contract'
import {
  allows,
  type GatedAction,
  type PersonsConsent,
  permissionFor,
  unlockName,
} from '../accounts/index.ts'
import type { Refusal } from '../recovery/index.ts'
import type { OpenProfile } from './profiles.ts'

/** Throws what the contract calls GATE where the profile does not let this happen now (security.md's table). */
export function pass(profile: OpenProfile, action: GatedAction, consent: PersonsConsent): void {
  const permission = allows(profile.view, action, consent)
  if (permission.kind === 'yes') {
    profile.touchGate()
    return
  }
  const { environment, gate } = profile.view
  const accountName = unlockName(profile.view)
  const message =
    permission.what === 'yes'
      ? `This writes to ${environment}, and the gate is at ${gate}: say yes to it.`
      : `The gate of ${environment} is at ${gate}: unlock it by typing the account's name.`
  const data = { environment, gate, needs: permission.what, accountName }
  throw new ORPCError('GATE', { message, data })
}

/** The same as a refusal: for work that only repairs where it must. */
export function mayRepair(profile: OpenProfile, consent: PersonsConsent): () => Refusal | null {
  return () => {
    const permission = allows(profile.view, 'repair', consent)
    if (permission.kind === 'yes') {
      profile.touchGate()
      return null
    }
    const { environment, gate } = profile.view
    const need =
      permission.what === 'yes' ? 'say yes to it' : "unlock it by typing the account's name"
    const detail = `The link is broken, and the gate of ${environment} is at ${gate}: ${need}. Nothing was changed.`
    return { outcome: 'refused', reason: 'gate', detail }
  }
}

/** What a window shows beside the action. */
export function shownPermission({ view: { gate } }: OpenProfile): Permission {
  const allowed = permissionFor(gate, 'repair')
  return allowed === 'yes' ? { allowed } : { allowed, gate }
}
