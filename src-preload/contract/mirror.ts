import { z } from 'zod'
import { entry } from './base.ts'
import { Millis, ProfileId } from './ids.ts'
import { JobStarted } from './jobs.ts'
import { MirrorKind } from './mirror-shapes.ts'

export const mirrorContract = {
  sync: entry
    .meta({
      terminal: {
        group: 'mirror',
        verb: 'sync',
        summary: "copy the account's objects to this disk",
        job: true,
      },
    })
    .input(z.object({ profile: ProfileId }))
    .output(JobStarted),
  /** As of when each kind is known, and how its last run ended. */
  status: entry.input(z.object({ profile: ProfileId })).output(
    z.object({
      kinds: z.array(
        z.object({
          kind: MirrorKind,
          run: z.enum(['ok', 'failed', 'never']),
          reason: z.string().nullable(),
          asOf: Millis.nullable(),
          count: z.number().int(),
        }),
      ),
    }),
  ),
}
