import type { CandidateView, Fact, Reason } from '#contract'
import { formatAmounts } from '../../ui/money.ts'
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

export function reasonSentence(reasons: readonly Reason[]): string {
  return reasons.map((reason) => reasonWords[reason]).join('; ')
}
