import { type AuditResult, type Finding, LinkState } from '#contract'
import type { Bench } from './bench.ts'
import type { Examination } from './examine.ts'

/** How many links are in each state; without a bench, of those seen only. */
export function countStates(
  owners: number,
  seen: readonly Examination[],
  bench?: Bench,
): AuditResult['byState'] {
  const count = Object.fromEntries(
    LinkState.options.map((state) => [state, 0]),
  ) as AuditResult['byState']
  for (const one of seen) count[one.state] += 1
  if (bench === undefined) return count
  const unseen = bench.mirror.owners.counts().unlinked - count.unlinked
  count.unlinked += unseen
  count.linked += owners - seen.length - unseen
  return count
}

export function countFindings(seen: readonly Examination[]): AuditResult['findings'] {
  const count: Partial<Record<Finding, number>> = {}
  for (const finding of seen.flatMap((one) => one.findings))
    count[finding] = (count[finding] ?? 0) + 1
  return count
}
