import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { entry } from './base.ts'
import { Gate } from './errors.ts'
import { AccountId, Environment, Millis, ProfileId } from './ids.ts'

/** Why the key of a kept profile is not to be had; `run_ended`: it was kept for a run that is over. */
export const LockReason = z.enum(['run_ended', 'missing', 'locked', 'refused', 'gone', 'changed'])
export type LockReason = z.infer<typeof LockReason>

/** A profile as the renderer may know it: no key, nor any part of one but its last four characters. */
export const ProfileView = z.object({
  id: ProfileId,
  label: z.string(),
  environment: Environment,
  /** On the embedded sandbox: practice, never taken for live. */
  sandbox: z.boolean(),
  gate: Gate,
  /** When a raised gate falls back if nobody uses it; null while it is where it started, or lower. */
  raisedUntil: Millis.nullable(),
  account: z.object({ id: AccountId, name: z.string().nullable() }),
  /** The environment's id column belongs to another account: recovery is off. */
  watchOnly: z.boolean(),
  keyHint: z.string(),
  /** Its key must be entered again before Stripe can be asked. */
  locked: z.object({ reason: LockReason, detail: z.string() }).nullable(),
})
export type ProfileView = z.infer<typeof ProfileView>

export const Topic = z.enum([
  'cases',
  'customers',
  'activity',
  'alerts',
  'jobs',
  'mirror',
  'workspace',
])
export type Topic = z.infer<typeof Topic>

export const workspaceContract = {
  show: entry.output(
    z.object({
      kind: z.enum(['demo', 'main']),
      home: z.string(),
      version: z.string(),
      profiles: z.array(ProfileView),
    }),
  ),
  /**
   * Joined to a few notices a second. The first has the number at the time of the call; a gap in `seq`, or a new
   * connection, means that anything may have changed.
   */
  changes: entry.output(eventIterator(z.object({ seq: z.number().int(), topics: z.array(Topic) }))),
}

export const sessionContract = {
  /**
   * Gives this connection a profile made from a key of its environment. The key is neither stored nor logged; the
   * profile ends with the connection.
   */
  begin: entry
    .meta({ localOnly: true })
    .input(
      z.object({
        secretKey: z.string(),
        /** Address in place of Stripe's: `http://127.0.0.1:<port>` only. */
        apiBase: z.string().optional(),
      }),
    )
    .output(ProfileView)
    .errors({
      /** The key has not the form of one, or Stripe refuses it; the message says which and what to do. */
      KEY: { data: z.object({ reason: z.string() }) },
    }),
}
