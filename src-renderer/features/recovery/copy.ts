import type { CaseOutcome, CaseStatus, PlanKind, Reason, RecordStep } from '#contract'

export const reasonWords: Record<Reason, string> = {
  own_record: 'our own record names it',
  owner_metadata_and_email: 'its metadata and e-mail name this user',
  email_only_verified: 'the only customer with this verified e-mail',
  email_only_unverified: 'the same e-mail, which nobody verified',
  email_shared_by_users: 'several users have this e-mail',
  several_customers: 'several customers could be theirs',
  only_one_with_claim: 'the only one with a claim on money',
  emails_differ: 'its metadata names this user, but the e-mails differ',
  customer_older_than_user: 'older than the user: the id may have been issued again',
  metadata_names_missing_user: 'its metadata names a user who no longer exists',
  metadata_names_other_environment: 'its metadata names the other environment',
  metadata_names_other_directory: 'its metadata is of another product',
  metadata_names_other_user: 'its metadata names another user',
  other_has_claim: 'another customer has a claim on money',
  held_by_other_user: 'another user links to it',
  shared_id: 'several users hold this id',
  fact_unread: 'a fact could not be read',
  absence_unproven: 'it is not proven that there is no customer',
  absence_proven: 'no customer of this user is left',
  nothing_known: 'nothing is known of a customer',
  asked: 'somebody needs a customer',
  chosen_by_person: 'chosen by a person',
  duplicate_customers: 'the person has several customers',
  pays_without_owner: 'it pays, and nobody owns it',
}

export const planWord: Record<PlanKind, string> = {
  keep: 'keep',
  relink: 'relink',
  create: 'create',
  review: 'review',
}

export const statusWord: Record<CaseStatus, string> = {
  open: 'open',
  held: 'held',
  executing: 'running',
  recovered: 'recovered',
  unchanged: 'unchanged',
  failed: 'failed',
  conflict: 'conflict',
  dismissed: 'dismissed',
  gone: 'gone',
}

export const outcomeSentence: Record<CaseOutcome, string> = {
  recovered: 'Repaired.',
  unchanged: 'Nothing had to be written.',
  review: 'Left for a person.',
  held: 'Held until somebody releases it.',
  failed: 'It failed, and can be tried again.',
  conflict: 'Somebody else wrote first.',
}

export const outcomeWord: Record<CaseOutcome, string> = {
  recovered: 'repaired',
  unchanged: 'unchanged',
  review: 'left for review',
  held: 'held',
  failed: 'failed',
  conflict: 'conflict',
}

export const stepWord: Record<RecordStep['step'], string> = {
  opened: 'opened',
  planned: 'planned',
  created: 'created',
  stored: 'stored',
  verified: 'verified',
  ended: 'ended',
  dismissed: 'dismissed',
  reopened: 'opened again',
}
