import { z } from 'zod'
import { entry } from './base.ts'
import { gateErrors } from './errors.ts'
import { CaseId, Millis, ProfileId, UserId } from './ids.ts'
import { JobStarted } from './jobs.ts'
import { Finding, LinkState } from './link.ts'
import { Money } from './money.ts'
import { CaseDetail, CaseItem, Choice, RunRefusal } from './recovery-shapes.ts'

const profile = z.object({ profile: ProfileId })

/** What lets a write through a gate that asks (security.md); a terminal gives them as flags, a window after asking. */
export const Consent = z.object({
  yes: z.boolean().optional().describe('answer yes where the gate asks'),
  unlock: z
    .string()
    .optional()
    .describe("raise a live profile's gate for this command by typing the account's name"),
})

const begunErrors = {
  /** Something was sent or stored already: the case is brought to its end by running it. */
  CASE_BEGUN: { message: 'The repair of this case has begun.' },
}

const caseErrors = { CASE_UNKNOWN: { message: 'There is no such case.' } }

export const Summary = z.object({
  /** Users in the directory. */
  users: z.number().int(),
  byState: z.partialRecord(LinkState, z.number().int()),
  findings: z.partialRecord(Finding, z.number().int()),
  /** Users whose link is broken: a payment would end in an error. */
  cantPay: z.number().int(),
  /** Open cases that a person should look at though the link works. */
  needLook: z.number().int(),
  /** Open and held cases. */
  inbox: z.number().int(),
  /** Cases that are being carried out, and those that have ended. */
  running: z.number().int(),
  done: z.number().int(),
  /** Open cases that a run of all would carry out. */
  safe: z.number().int(),
  /** MRR at stake plus open invoices over the inbox. */
  atRisk: z.array(Money),
  /** The MRR alone: what is at stake every month. */
  monthlyAtRisk: z.array(Money),
  lastAuditAt: Millis.nullable(),
  refused: RunRefusal.nullable(),
})

export const recoveryContract = {
  audit: entry
    .meta({
      terminal: {
        group: 'recovery',
        verb: 'audit',
        summary: 'examine every link; writes neither to Stripe nor to the directory',
        job: true,
      },
    })
    .input(profile)
    .output(JobStarted),

  summary: entry.input(profile).output(Summary),

  list: entry
    .meta({
      terminal: { group: 'recovery', verb: 'list', summary: 'list cases, most money first' },
    })
    .input(
      profile.extend({
        view: z.enum(['needs_you', 'running', 'done']).default('needs_you').describe('which cases'),
        state: LinkState.optional().describe('only this state'),
        finding: Finding.optional().describe('only with this finding'),
        limit: z.coerce.number().int().min(1).max(1000).default(100).describe('cases a page'),
        cursor: z.string().optional().describe('`next` of the page before'),
      }),
    )
    .output(z.object({ items: z.array(CaseItem), next: z.string().nullable() })),

  show: entry
    .meta({
      terminal: { group: 'recovery', verb: 'show', summary: 'one case with its evidence and plan' },
    })
    .input(profile.extend({ case: CaseId.describe('the number of the case') }))
    .output(CaseDetail)
    .errors(caseErrors),

  /** Examines one case's link again, on fresh evidence. */
  recheck: entry
    .input(profile.extend({ case: CaseId }))
    .output(CaseDetail)
    .errors(caseErrors),

  run: entry
    .meta({
      dangerous: true,
      terminal: {
        group: 'recovery',
        verb: 'run',
        summary: 'carry out one case, or all that policy allows; never what waits for review',
        job: true,
      },
    })
    .input(
      profile.extend(Consent.shape).extend({
        case: CaseId.optional().describe('this case only'),
        /** These cases, as a person marked them in a window. */
        cases: z.array(CaseId).min(1).max(10_000).optional(),
        all: z
          .boolean()
          .optional()
          .describe('every open case whose policy is suggest or automatic'),
        /** What a person picked in place of the plan of `case`. */
        choice: Choice.optional(),
        /** The plan a person saw for `case`; a different one is refused. */
        planHash: z.string().optional(),
        dryRun: z.boolean().optional().describe('say what would be done, write nothing'),
        maxCreates: z.coerce
          .number()
          .int()
          .min(0)
          .optional()
          .describe('create at most so many customers; the rest stays open'),
        release: z
          .string()
          .optional()
          .describe('the code of a held run that a person has looked at'),
      }),
    )
    .output(JobStarted)
    .errors({
      ...caseErrors,
      ...gateErrors,
      WHAT: { message: 'Say which: one case, some, or all.' },
    }),

  ensure: entry
    .meta({
      dangerous: true,
      terminal: {
        group: 'recovery',
        verb: 'ensure',
        summary: 'end with a valid customer for one user, or a reason why not',
      },
    })
    .input(profile.extend(Consent.shape).extend({ user: UserId.describe("the user's id") }))
    .output(
      z.discriminatedUnion('outcome', [
        z.object({
          outcome: z.enum(['linked', 'relinked', 'created']),
          customerId: z.string(),
        }),
        z.object({ outcome: z.literal('refused'), reason: z.string(), detail: z.string() }),
      ]),
    ),

  dismiss: entry
    .input(
      profile.extend({
        case: CaseId,
        reason: z.string().trim().min(1).max(500),
        /** Asked again after this; null means until state or evidence change. */
        until: Millis.nullable(),
      }),
    )
    .output(CaseDetail)
    .errors({ ...caseErrors, ...begunErrors }),
}
