import { z } from 'zod'
import { entry } from './base.ts'
import { Environment, Millis } from './ids.ts'

/** Something a person should know, one row a problem however often it happens. */
export const Alert = z.object({
  id: z.number().int(),
  kind: z.enum([
    'wrong_account',
    'links_missing',
    'wrong_mode_links',
    'key_refused',
    'recovery_failed',
    'directory_restored',
    'leftover_customer',
  ]),
  severity: z.enum(['critical', 'warning', 'info']),
  environment: Environment.nullable(),
  message: z.string(),
  count: z.number().int(),
  firstAt: Millis,
  lastAt: Millis,
  resolvedAt: Millis.nullable(),
})
export type Alert = z.infer<typeof Alert>

export const alertsContract = {
  list: entry
    .meta({ terminal: { group: 'alerts', verb: 'list', summary: 'open alerts, newest first' } })
    .output(z.object({ items: z.array(Alert) })),
}
