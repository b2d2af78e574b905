import type { Alert } from '#contract'
import type { Tone } from './link-state.ts'

/** How loud an alert is, in the four colours. */
export const alertTone: Record<Alert['severity'], Tone> = {
  critical: 'bad',
  warning: 'warn',
  info: 'third',
}
