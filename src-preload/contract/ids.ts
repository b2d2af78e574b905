import { z } from 'zod'

/** The primary key of a user in the application's directory, as text whatever its type there. */
export const UserId = z.string().min(1).max(500).brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

/** A Stripe customer's id. Only what has this shape is ever sent to Stripe. */
export const CustomerId = z
  .string()
  .regex(/^cus_[A-Za-z0-9]{8,}$/, 'is not a Stripe customer id')
  .brand<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>

/** A Stripe account's id (`acct_…`), or one of our own (`local_…`) where Stripe names none. */
export const AccountId = z
  .string()
  .regex(/^(acct|local)_[A-Za-z0-9]+$/)
  .brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>

/** One Stripe API key's worth of access. */
export const ProfileId = z.string().min(1).max(100).brand<'ProfileId'>()
export type ProfileId = z.infer<typeof ProfileId>

/** The number of a recovery case, as a person says it: case 31. */
export const CaseId = z.coerce.number().int().positive().brand<'CaseId'>()
export type CaseId = z.infer<typeof CaseId>

export const JobId = z.string().min(1).max(100).brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** Which id column of the directory applies. A sandbox counts as `test`. */
export const Environment = z.enum(['test', 'live'])
export type Environment = z.infer<typeof Environment>

/** A point in time, in milliseconds since 1970. */
export const Millis = z.number().int()
