import { z } from 'zod'
import { RequestEntry } from './activity.ts'
import { entry } from './base.ts'
import { ProfileId } from './ids.ts'

export const overviewContract = {
  /** Whether Stripe answers: the last call with this account's keys in this environment, null before the first. */
  health: entry
    .input(z.object({ profile: ProfileId }))
    .output(z.object({ lastCall: RequestEntry.nullable() })),
}
