import type { Reason } from '#contract'
import type { CustomerFacts, Owner, Surroundings, Weighed } from './evidence.ts'

/** Pure: says how strongly one live customer speaks for one owner (recovery.md, "Candidates"). */
export function weigh(customer: CustomerFacts, owner: Owner, around: Surroundings): Weighed {
  const as = grader(customer)
  // Who plays with a test clock made it; only a link on that very clock may follow it there.
  if (customer.testClock !== null && customer.testClock !== around.linkClock) return as('none')
  if (around.ownRecord) {
    return around.heldByOthers ? as('named', 'held_by_other_user') : as('a', 'own_record')
  }
  const foreign = customer.ownerDirectory !== null && customer.ownerDirectory !== around.directory
  if (customer.ownerId === owner.id && !foreign) {
    const doubts = doubtsAboutNamed(customer, owner, around)
    return doubts.length > 0 ? as('named', ...doubts) : as('b', 'owner_metadata_and_email')
  }
  if (!emailAgrees(customer, owner)) return as('none')
  return foreign ? weighForeign(customer, around) : weighByEmail(customer, owner, around)
}

/** Another product's customer, with the owner's e-mail: not ours to link, and not to be overlooked. */
function weighForeign(customer: CustomerFacts, around: Surroundings): Weighed {
  const as = grader(customer)
  return around.heldByOthers ? as('none') : as('possible', 'metadata_names_other_directory')
}

/**
 * The e-mail agrees and the metadata does not name the owner. Whom somebody else holds is theirs; a customer that
 * nobody holds stands in the way of a new one, whatever its metadata says.
 */
function weighByEmail(customer: CustomerFacts, owner: Owner, around: Surroundings): Weighed {
  const as = grader(customer)
  if (around.heldByOthers) return as('none', 'held_by_other_user')
  if (customer.ownerId !== null) {
    const named = around.namedUserExists
      ? 'metadata_names_other_user'
      : 'metadata_names_missing_user'
    return as('possible', named)
  }
  const doubts = doubtsAboutEmailOnly(customer, owner, around)
  return doubts.length > 0 ? as('possible', ...doubts) : as('c', 'email_only_verified')
}

const grader =
  (customer: CustomerFacts) =>
  (grade: Weighed['grade'], ...reasons: Reason[]): Weighed => ({ customer, grade, reasons })

function doubtsAboutNamed(customer: CustomerFacts, owner: Owner, around: Surroundings): Reason[] {
  const doubts: Reason[] = []
  if (namesOtherEnvironment(customer, around)) doubts.push('metadata_names_other_environment')
  if (!emailAgrees(customer, owner)) doubts.push('emails_differ')
  if (isOlder(customer, owner)) doubts.push('customer_older_than_user')
  if (around.heldByOthers) doubts.push('held_by_other_user')
  return doubts
}

function doubtsAboutEmailOnly(
  customer: CustomerFacts,
  owner: Owner,
  around: Surroundings,
): Reason[] {
  const doubts: Reason[] = []
  if (namesOtherEnvironment(customer, around)) doubts.push('metadata_names_other_environment')
  if (isOlder(customer, owner)) doubts.push('customer_older_than_user')
  if (around.emailShared) doubts.push('email_shared_by_users')
  // A former address may have passed to somebody else: evidence c is of the current one.
  if (owner.isVerified !== true || customer.email !== owner.email)
    doubts.push('email_only_unverified')
  return doubts
}

/** Blank addresses match nothing. */
function emailAgrees(customer: CustomerFacts, owner: Owner): boolean {
  if (customer.email === null) return false
  return customer.email === owner.email || owner.formerEmails.includes(customer.email)
}

/** The id may have been issued again. Stripe counts in whole seconds, so the row's second is what compares. */
function isOlder(customer: CustomerFacts, owner: Owner): boolean {
  return owner.createdAt !== null && customer.created < Math.floor(owner.createdAt / 1000) * 1000
}

function namesOtherEnvironment(customer: CustomerFacts, around: Surroundings): boolean {
  return customer.ownerEnvironment !== null && customer.ownerEnvironment !== around.environment
}
