import type { CaseOutcome, RunItem, RunResult } from '#contract'
import { many } from '../../ui/count.ts'

/** How much a run would do, or did. */
export interface Size {
  readonly creates: number
  readonly relinks: number
  readonly leaves: number
}

export function sizeOf({ creates, relinks, items, recovered }: RunResult): Size {
  return { creates, relinks, leaves: items.length - recovered }
}

/** How many cases a previewed run would repair: none where it is refused, or not yet known. */
export function repairsIn(result: RunResult | undefined): number {
  return result && result.refused === null ? result.recovered : 0
}

/** `Creates 3 customers, relinks 6 users, leaves 4 cases.` */
export function sizeSentence({ creates, relinks, leaves }: Size): string {
  return `Creates ${many(creates, 'customer')}, relinks ${many(relinks, 'user')}, leaves ${many(leaves, 'case')}.`
}

/** What was repaired, and what was not and why, as counts that are not zero. */
export function outcomeCounts(result: RunResult): [CaseOutcome, number][] {
  return outcomes
    .map((outcome): [CaseOutcome, number] => [outcome, result[outcome]])
    .filter(([, count]) => count > 0)
}

const outcomes: readonly CaseOutcome[] = [
  'recovered',
  'failed',
  'conflict',
  'held',
  'review',
  'unchanged',
]

/** Repairs before the run, what went wrong after it: the first that matters stands first. */
export function inOrder(items: readonly RunItem[], dryRun: boolean): RunItem[] {
  const isRepair = ({ outcome }: RunItem) => outcome === 'recovered'
  const repairs = items.filter(isRepair)
  const others = items.filter((item) => !isRepair(item))
  return dryRun ? [...repairs, ...others] : [...others, ...repairs]
}
