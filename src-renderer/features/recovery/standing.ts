import type { Outputs } from '#contract'
import { formatCount } from '../../ui/count.ts'
import { formatAmounts } from '../../ui/money.ts'

type Summary = Outputs['recovery']['summary']

/** Why no run may write; null where one may, and where what was held has been repaired since. */
export function refusalIn({ refused, inbox }: Pick<Summary, 'refused' | 'inbox'>) {
  return refused?.reason === 'held' && inbox === 0 ? null : refused
}

/** The one sentence: how many can't pay and what it costs, or why that is not known. */
export function standingSentence(summary: Summary): string {
  const { users, cantPay, monthlyAtRisk, lastAuditAt, refused } = summary
  if (refused !== null && refused.reason !== 'held') {
    return `${formatCount(users)} users, and nothing is known of their links.`
  }
  if (lastAuditAt === null) return 'Not audited yet.'
  const money = formatAmounts(monthlyAtRisk)
  const who =
    cantPay === 0
      ? healthySentence(summary)
      : `${formatCount(cantPay)} of ${formatCount(users)} users can’t pay.`
  return money === null ? who : `${who} ${money} a month at risk.`
}

/** Who has no customer yet is not broken, and cannot be said to pay. */
function healthySentence({ users, byState }: Summary): string {
  if (users === 0) return 'The directory has no users yet.'
  const unlinked = byState.unlinked ?? 0
  if (unlinked === 0) return `All ${formatCount(users)} users can pay.`
  const linked = `${formatCount(byState.linked ?? 0)} of ${formatCount(users)} linked`
  return `No broken links. ${linked}, ${formatCount(unlinked)} have no customer yet.`
}
