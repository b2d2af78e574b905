import { CustomerId, type Finding, type LinkState } from '#contract'
import type { CustomerFacts, Lookup, Owner } from './evidence.ts'

/** All that decides the state of one link. `lookup` is absent exactly where nothing well-formed is stored. */
export interface LinkEvidence {
  readonly owner: Owner
  /** The raw column. */
  readonly stored: string | null
  readonly lookup: Lookup | null
  /** How many other users hold the same id. */
  readonly otherHolders: number
  /** The user that the stored customer's metadata names exists here, and its mark is of our directory. */
  readonly namedUserExists: boolean
  /** The ownership rules say that this customer is ours. */
  readonly ours: boolean
}

/** Only what passes is ever sent to Stripe. */
export function isWellFormed(stored: string | null): stored is CustomerId {
  return CustomerId.safeParse(stored).success
}

/** Pure: exactly one state, by recovery.md's precedence. */
export function diagnose(link: LinkEvidence): LinkState {
  if (link.stored === null) return 'unlinked'
  if (!isWellFormed(link.stored) || link.lookup === null) return 'malformed'
  if (link.lookup.kind === 'unreachable' || link.lookup.kind === 'forbidden')
    return link.lookup.kind
  if (!link.ours) return 'not_ours'
  if (link.lookup.kind !== 'live') return link.lookup.kind
  return isClaimed(link.lookup.customer, link) ? 'claimed' : 'linked'
}

function isClaimed(customer: CustomerFacts, link: LinkEvidence): boolean {
  if (link.otherHolders > 0) return true
  return customer.ownerId !== null && customer.ownerId !== link.owner.id && link.namedUserExists
}

/** Pure: what stands beside the state of a live link. Blank values differ from nothing. */
export function findingsOfLive(customer: CustomerFacts, owner: Owner): Finding[] {
  const findings: Finding[] = []
  if (customer.email !== null && owner.email !== null && customer.email !== owner.email) {
    findings.push('email_differs')
  }
  if (customer.name !== null && owner.name !== null && customer.name !== owner.name) {
    findings.push('name_differs')
  }
  if (customer.ownerId === null) findings.push('unmarked')
  return findings
}
