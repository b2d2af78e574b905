import { z } from 'zod'

/** What is true of one link: exactly one, by this precedence (recovery.md). */
export const LinkState = z.enum([
  'unreachable',
  'forbidden',
  'malformed',
  'not_ours',
  'wrong_mode',
  'deleted',
  'missing',
  'claimed',
  'unlinked',
  'linked',
])
export type LinkState = z.infer<typeof LinkState>

/** What stands beside a state, any number of them. `orphan` is a finding of a customer, not of a link. */
export const Finding = z.enum([
  'email_differs',
  'duplicate',
  'lost_subscription',
  'unmarked',
  'name_differs',
  'orphan',
])
export type Finding = z.infer<typeof Finding>

/** Why a person must look, or why a plan is what it is. Each has its sentence in the renderer. */
export const Reason = z.enum([
  'own_record',
  'owner_metadata_and_email',
  'email_only_verified',
  'email_only_unverified',
  'email_shared_by_users',
  'several_customers',
  'only_one_with_claim',
  'emails_differ',
  'customer_older_than_user',
  'metadata_names_missing_user',
  'metadata_names_other_environment',
  'metadata_names_other_directory',
  'metadata_names_other_user',
  'other_has_claim',
  'held_by_other_user',
  'shared_id',
  'fact_unread',
  'absence_unproven',
  'absence_proven',
  'nothing_known',
  'asked',
  'chosen_by_person',
  'duplicate_customers',
  'pays_without_owner',
])
export type Reason = z.infer<typeof Reason>

export const PlanKind = z.enum(['keep', 'relink', 'create', 'review'])
export type PlanKind = z.infer<typeof PlanKind>

/** What to do about a state. `customerId` is set for `relink` only. */
export const Plan = z.object({
  kind: PlanKind,
  customerId: z.string().nullable(),
  because: z.array(Reason),
})
export type Plan = z.infer<typeof Plan>
