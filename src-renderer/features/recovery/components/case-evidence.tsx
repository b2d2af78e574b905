import { Button } from '@mantine/core'
import type { CandidateView, CaseDetail } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { findingSentence, stateSentence } from '../../../ui/link-sentences.ts'
import { markOf, marks } from '../../../ui/link-state.ts'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { candidateFacts, reasonSentence } from '../facts.ts'
import css from './case.module.css'

interface CaseEvidenceProps {
  readonly detail: CaseDetail
  readonly title: string
  /** Customers that are spoken of elsewhere on the pane. */
  readonly without?: readonly string[]
  /** Looks again. */
  readonly again?: { readonly run: () => void; readonly busy: boolean }
}

/** The verdict, every look that was taken, and who else came up. */
export function CaseEvidence({ detail, title, without = [], again }: CaseEvidenceProps) {
  const looked = Math.max(0, ...detail.evidence.map(({ at }) => at))
  const others = detail.candidates.filter(({ customerId }) => !without.includes(customerId))
  return (
    <section className={css['part']}>
      <div className={css['bar']}>
        <h3>
          {title}
          {looked > 0 && (
            <span className={css['when']}>
              {' · looked '}
              <Ago at={looked} />
            </span>
          )}
        </h3>
        {again && (
          <Button variant="subtle" onClick={again.run} disabled={again.busy}>
            Check again <kbd>C</kbd>
          </Button>
        )}
      </div>
      <Verdict detail={detail} />
      <ul className={css['evidence']}>
        {detail.evidence.map(({ call, answer, requestId, at }) => (
          <li key={`${call} ${at} ${requestId}`} className={css['look']}>
            <span>
              <code>{call}</code> <span className={css['answer']}>→ {answer}</span>
            </span>
            <span className={css['proof']}>
              {requestId !== null && <Id value={requestId} short />}
            </span>
          </li>
        ))}
      </ul>
      {others.map((candidate) => (
        <Candidate key={candidate.customerId} candidate={candidate} />
      ))}
    </section>
  )
}

function Verdict({ detail: { state, findings } }: { detail: CaseDetail }) {
  const { tone } = marks[markOf(state, findings)]
  const known = state === null || (state === 'linked' && findings.length > 0) ? [] : [state]
  const [first, ...others] = [
    ...known.map((one) => stateSentence[one]),
    ...findings.map((finding) => findingSentence[finding]),
  ]
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
  return (
    <div className={css['candidate']}>
      <Id value={candidate.customerId} /> <OutsideText>{candidate.email}</OutsideText>
      <p className={css['small']}>
        {[reasonSentence(candidate.reasons), candidateFacts(candidate)].join(' · ')}
      </p>
    </div>
  )
}
