import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { entry } from './base.ts'
import { ImportResult } from './directory-shapes.ts'
import { JobId, Millis, ProfileId } from './ids.ts'
import { SyncResult } from './mirror-shapes.ts'
import { AuditResult, RunResult } from './recovery-shapes.ts'

/** What long work came to. A failure says what was wrong, what was kept, what to do. */
export const JobOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('audit'), result: AuditResult }),
  z.object({ kind: z.literal('run'), result: RunResult }),
  z.object({ kind: z.literal('sync'), result: SyncResult }),
  z.object({ kind: z.literal('import'), result: ImportResult }),
  z.object({
    kind: z.literal('failure'),
    code: z.string(),
    message: z.string(),
    data: z.unknown(),
  }),
])
export type JobOutcome = z.infer<typeof JobOutcome>

/** `outcome` is set once `state` is `done`, `failed` or `cancelled`; a cancelled job keeps what it did. */
export const JobView = z.object({
  id: JobId,
  profile: ProfileId.nullable(),
  kind: z.enum(['audit', 'run', 'sync', 'import']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What it is doing now, in the glossary's words: `customers`, `repairing`. */
  stage: z.string(),
  done: z.number().int(),
  /** Null while it is not known. */
  total: z.number().int().nullable(),
  startedAt: Millis,
  endedAt: Millis.nullable(),
  outcome: JobOutcome.nullable(),
})
export type JobView = z.infer<typeof JobView>

export const JobStarted = z.object({ job: JobId })

const jobErrors = { JOB_UNKNOWN: { message: 'There is no such job.' } }

export const jobsContract = {
  /** The jobs of this process, newest first. */
  list: entry.output(z.object({ items: z.array(JobView) })),
  /** Streams the job's view on every change (a few a second), the last one with its outcome. */
  watch: entry
    .input(z.object({ job: JobId }))
    .output(eventIterator(JobView))
    .errors(jobErrors),
  /** Stops after the step under way; what was done stays done. */
  cancel: entry
    .input(z.object({ job: JobId }))
    .output(JobView)
    .errors(jobErrors),
}
