import type { Tone } from './link-state.ts'

const bad = new Set(['past_due', 'unpaid', 'incomplete', 'incomplete_expired'])
const good = new Set(['active', 'trialing'])

/** Whether a status is what one wants; an unknown one, or one that is over, is neither. */
export function subscriptionTone(status: string): Tone {
  if (good.has(status)) return 'ok'
  return bad.has(status) ? 'bad' : 'third'
}
