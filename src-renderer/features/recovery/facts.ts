import type { CandidateView, CaseItem, Fact, Reason } from '#contract'
import { formatAmounts, totals } from '../../ui/money.ts'
import { reasonWords } from './copy.ts'

const things: readonly (readonly ['claim' | 'card' | 'paidInvoice', string])[] = [
  ['claim', 'claim on money'],
  ['card', 'card'],
  ['paidInvoice', 'paid invoice'],
]

/** `pays 29.00 € a month · has a card · no paid invoice`: what a customer brings. */
export function candidateFacts(candidate: CandidateView): string {
  const money = formatAmounts(candidate.mrr)
  const asked = things.filter(([fact]) => money === null || fact !== 'claim')
  const those = (answer: Fact) =>
    asked.filter(([fact]) => candidate[fact] === answer).map(([, word]) => word)
  const parts: [string, string[]][] = [
    ['has', those('yes').map((word) => `a ${word}`)],
    ['no', those('no')],
    ['not read:', those('unread')],
  ]
  const told = parts.filter(([, words]) => words.length > 0)
  return [
    ...(money === null ? [] : [`pays ${money} a month`]),
    ...told.map(([verb, words]) => `${verb} ${words.join(', ')}`),
  ].join(' · ')
}

/** `29.00 € a month and 58.00 € owed`: what a broken link costs; null when nothing is known to be. */
export function stakeSentence({ monthly, atRisk }: Pick<CaseItem, 'monthly' | 'atRisk'>) {
  const lessMonthly = monthly.map(({ minor, currency }) => ({ minor: -minor, currency }))
  const month = formatAmounts(monthly)
  const owed = formatAmounts(totals([...atRisk, ...lessMonthly]))
  const parts = [month && `${month} a month`, owed && `${owed} owed`]
  return parts.filter((part) => part !== null).join(' and ') || null
}

export function reasonSentence(reasons: readonly Reason[]): string {
  return reasons.map((reason) => reasonWords[reason]).join('; ')
}
