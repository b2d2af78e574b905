/** A user of the application, as its directory has them. */
export interface DirectoryUser {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly isVerified: boolean
  /** Unix seconds. */
  readonly createdAt: number
  readonly companyId?: string
  readonly stripeCustomerIdTest: string | null
  readonly stripeCustomerIdLive: string | null
}

/** Everything that can be the matter with one user's test link, decoys included. */
export const SITUATIONS = [
  'linked',
  'email_differs',
  'duplicate',
  'deleted_with_candidate',
  'deleted_alone',
  'lost_subscription',
  'missing_with_candidate',
  'missing_alone',
  'wrong_mode',
  'wrong_mode_with_candidate',
  'malformed',
  'malformed_with_candidate',
  'claimed_by_metadata',
  'claimed_shared',
  'unlinked',
  'unlinked_with_candidate',
  'only_email_verified',
  'several_one_pays',
  'several_idle',
  'several_pay',
  'decoy_unverified_email',
  'decoy_shared_email',
  'decoy_id_issued_again',
  'decoy_other_directory',
  'decoy_other_environment',
  'decoy_user_gone',
  'decoy_other_user',
  'decoy_email_differs',
  'decoy_empty_beside_paying',
] as const
export type Situation = (typeof SITUATIONS)[number]

export type LinkState =
  | 'linked'
  | 'unlinked'
  | 'deleted'
  | 'missing'
  | 'wrong_mode'
  | 'malformed'
  | 'claimed'

/** What an audit of the test environment must find of a user, known because it was built so. */
export interface Truth {
  readonly user: string
  readonly situation: Situation
  readonly state: LinkState
  readonly findings: readonly ('email_differs' | 'duplicate' | 'lost_subscription')[]
  readonly expect: 'linked' | 'relink' | 'create' | 'review' | 'keep'
  /** The one customer to relink to; only with `relink`. */
  readonly to?: string
}

export interface World {
  readonly directory: readonly DirectoryUser[]
  readonly truth: readonly Truth[]
  /** Customers in test with a claim on money whom no owner links to, and who are nobody's candidate. */
  readonly orphans: readonly string[]
}

export const EMPTY_WORLD: World = { directory: [], truth: [], orphans: [] }
