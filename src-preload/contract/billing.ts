import { z } from 'zod'
import { entry } from './base.ts'
import { gateErrors } from './errors.ts'
import { ProfileId, UserId } from './ids.ts'
import { Consent } from './recovery.ts'

export const billingContract = {
  /** The URL opens the customer's billing portal for whoever has it, for a short time: it is never stored or logged. */
  portal: entry
    .meta({
      dangerous: true,
      terminal: {
        group: 'billing',
        verb: 'portal',
        summary: 'a short-lived link to the billing portal of one user',
      },
    })
    .input(
      z
        .object({ profile: ProfileId, user: UserId.describe("the user's id") })
        .extend(Consent.shape),
    )
    .output(z.object({ url: z.url() }))
    .errors({
      ...gateErrors,
      /** No valid customer could be had; the message says why. */
      REFUSED: { data: z.object({ reason: z.string() }) },
    }),
}
