import { z } from 'zod'
import { entry } from './base.ts'
import { Environment, Millis } from './ids.ts'

/** One line of the audit trail: who changed what, where, and how it was before. Never changed, never deleted. */
export const Change = z.object({
  id: z.number().int(),
  at: Millis,
  /** The operating system's user, and the host and transport it came through. */
  actor: z.object({ user: z.string(), host: z.string(), transport: z.string() }),
  action: z.string(),
  environment: Environment.nullable(),
  account: z.string().nullable(),
  userId: z.string().nullable(),
  case: z.number().int().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  requestId: z.string().nullable(),
  detail: z.string().nullable(),
  /** SHA-256 over this line and the hash of the one before. */
  hash: z.string(),
})
export type Change = z.infer<typeof Change>

/** One call to Stripe. Paths carry ids, never query values or bodies. */
export const RequestEntry = z.object({
  id: z.number().int(),
  at: Millis,
  method: z.string(),
  path: z.string(),
  environment: Environment,
  account: z.string().nullable(),
  /** Null when no answer came. */
  status: z.number().int().nullable(),
  ms: z.number().int(),
  requestId: z.string().nullable(),
  outcome: z.string(),
})
export type RequestEntry = z.infer<typeof RequestEntry>

const page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('lines a page'),
  cursor: z.coerce.number().int().optional().describe('`next` of the page before'),
})

export const activityContract = {
  changes: entry
    .meta({
      terminal: { group: 'activity', verb: 'changes', summary: 'the audit trail, newest first' },
    })
    .input(page)
    .output(z.object({ items: z.array(Change), next: z.number().int().nullable() })),
  /** Recomputes the chain of hashes over the whole trail. */
  verify: entry
    .meta({
      terminal: {
        group: 'activity',
        verb: 'verify',
        summary: 'prove that no line of the audit trail was changed or removed',
      },
    })
    .output(
      z.object({
        intact: z.boolean(),
        lines: z.number().int(),
        brokenAt: z.number().int().nullable(),
      }),
    ),
  requests: entry
    .meta({
      terminal: {
        group: 'activity',
        verb: 'requests',
        summary: "calls to Stripe with Stripe's request ids, newest first",
      },
    })
    .input(page)
    .output(z.object({ items: z.array(RequestEntry), next: z.number().int().nullable() })),
}
