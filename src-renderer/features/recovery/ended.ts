import type { CaseStatus } from '#contract'

const ended: ReadonlySet<CaseStatus> = new Set(['recovered', 'unchanged', 'dismissed', 'gone'])

/** What happened is written, and nothing more is to be done. A failed case can be tried again. */
export function hasEnded(status: CaseStatus): boolean {
  return ended.has(status)
}
