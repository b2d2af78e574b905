import type { CandidateView, CaseDetail } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { findingSentence, stateSentence } from '../../../ui/link-sentences.ts'
import { markOf, marks } from '../../../ui/link-state.ts'
import { formatAmounts } from '../../../ui/money.ts'
import { reasonWords } from '../copy.ts'
import css from './case.module.css'
import { CaseSeam } from './case-seam.tsx'

/** What is true: the seam, the verdict, every look that was taken, and who else could be meant. */
export function CaseEvidence({ detail }: { detail: CaseDetail }) {
  return (
    <section className={css['part']}>
      <h3>What is true</h3>
      <CaseSeam detail={detail} />
      <Verdict detail={detail} />
      <ul className={css['evidence']}>
        {detail.evidence.map((line) => (
          <li key={`${line.call} ${line.at} ${line.requestId}`} className={css['look']}>
            <span>
              <code>{line.call}</code> <span className={css['answer']}>→ {line.answer}</span>
            </span>
            <span className={css['proof']}>
              {line.requestId !== null && <Id value={line.requestId} short />}
              <Ago at={line.at} />
            </span>
          </li>
        ))}
      </ul>
      {detail.candidates.map((candidate) => (
        <Candidate key={candidate.customerId} candidate={candidate} />
      ))}
    </section>
  )
}

function Verdict({ detail: { state, findings } }: { detail: CaseDetail }) {
  const { tone } = marks[markOf(state, findings)]
  const sentences = [
    ...(state === null || (state === 'linked' && findings.length > 0)
      ? []
      : [stateSentence[state]]),
    ...findings.map((finding) => findingSentence[finding]),
  ]
  const [first, ...others] = sentences
  return (
    <p>
      <strong data-tone={tone} className={css['verdict']}>
        {first}
      </strong>{' '}
      {others.join(' ')}
    </p>
  )
}

function Candidate({ candidate }: { candidate: CandidateView }) {
  const money = formatAmounts(candidate.mrr)
  const facts = [
    money === null ? null : `pays ${money} a month`,
    factWords(candidate.claim, 'a claim on money', 'no claim on money'),
    factWords(candidate.card, 'a card', 'no card'),
    factWords(candidate.paidInvoice, 'a paid invoice', 'no paid invoice'),
  ].filter((fact) => fact !== null)
  return (
    <div className={css['candidate']}>
      <p>
        <Id value={candidate.customerId} /> {candidate.email}
      </p>
      <p className={css['small']}>
        {candidate.reasons.map((reason) => reasonWords[reason]).join('; ')}
      </p>
      <p className={css['small']}>{facts.join(' · ')}</p>
    </div>
  )
}

function factWords(fact: CandidateView['claim'], yes: string, no: string): string {
  if (fact === 'unread') return `unread: ${yes}`
  return fact === 'yes' ? yes : no
}
