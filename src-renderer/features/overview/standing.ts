import type { Outputs } from '#contract'
import { formatCount } from '../../ui/count.ts'
import { type Mark, marks } from '../../ui/link-state.ts'
import { formatAmounts } from '../../ui/money.ts'

type Summary = Outputs['recovery']['summary']

/** `229 of 240 linked. 10 can’t pay, 4 need a look: 1,940.00 € a month at risk.` */
export function overviewSentence(summary: Summary): string {
  const { users, byState, cantPay, needLook, monthlyAtRisk, lastAuditAt } = summary
  if (lastAuditAt === null) return `${formatCount(users)} users, not audited yet.`
  if (isUnknown(summary)) return `${formatCount(users)} users, and nothing is known of their links.`
  const linked = `${formatCount(byState.linked ?? 0)} of ${formatCount(users)} linked.`
  const wrong = [
    cantPay > 0 ? `${formatCount(cantPay)} can’t pay` : null,
    needLook > 0 ? `${formatCount(needLook)} need${needLook === 1 ? 's' : ''} a look` : null,
  ].filter((part) => part !== null)
  if (wrong.length === 0) return `${linked} Nobody is in trouble.`
  const money = formatAmounts(monthlyAtRisk)
  return `${linked} ${wrong.join(', ')}${money === null ? '' : `: ${money} a month at risk`}.`
}

/** The links do not look like this account's: what was found of them means nothing. */
export function isUnknown({ refused }: Pick<Summary, 'refused'>): boolean {
  return refused !== null && refused.reason !== 'held'
}

/** One part of the bar, or a word below it. */
export interface Share {
  readonly mark: Mark
  readonly count: number
}

const inOrder = Object.keys(marks) as Mark[]

function sharesOf(counts: Partial<Record<Mark, number>>): Share[] {
  return inOrder
    .map((mark) => ({ mark, count: counts[mark] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

/** How the links stand, and what stands beside them, most first. */
export function shares({ byState, findings }: Pick<Summary, 'byState' | 'findings'>) {
  return { states: sharesOf(byState), findings: sharesOf(findings) }
}
