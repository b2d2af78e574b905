import type { CandidateView, CaseItem, Fact, Reason } from '#contract'
import { formatAmounts, totals } from '../../ui/money.ts'
import { reasonWords } from './copy.ts'

function factWords(fact: Fact, thing: string): string {
  if (fact === 'unread') return `${thing}: not read`
  return fact === 'yes' ? `has ${thing}` : `no ${thing.replace(/^an? /, '')}`
}

/** `pays 29.00 € a month · has a card · no paid invoice`: what a customer brings. */
export function candidateFacts({ mrr, claim, card, paidInvoice }: CandidateView): string {
  const money = formatAmounts(mrr)
  return [
    money === null ? factWords(claim, 'a claim on money') : `pays ${money} a month`,
    factWords(card, 'a card'),
    factWords(paidInvoice, 'a paid invoice'),
  ].join(' · ')
}

/** `29.00 € a month and 58.00 € in open invoices`: what a broken link costs; null when nothing is known to be. */
export function stakeSentence({ monthly, atRisk }: Pick<CaseItem, 'monthly' | 'atRisk'>) {
  const lessMonthly = monthly.map(({ minor, currency }) => ({ minor: -minor, currency }))
  const month = formatAmounts(monthly)
  const owed = formatAmounts(totals([...atRisk, ...lessMonthly]))
  const parts = [month && `${month} a month`, owed && `${owed} in open invoices`]
  return parts.filter((part) => part !== null).join(' and ') || null
}

export function reasonSentence(reasons: readonly Reason[]): string {
  return reasons.map((reason) => reasonWords[reason]).join('; ')
}
