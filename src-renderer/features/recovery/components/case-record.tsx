import type { CaseDetail } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { Id } from '../../../ui/id.tsx'
import { statusWord, stepWord } from '../copy.ts'
import css from './case.module.css'
import { Writes } from './writes.tsx'

/** What was done, step by step, each with its time and Stripe's request id. */
export function CaseRecord({ detail }: { detail: CaseDetail }) {
  return (
    <section className={css['part']}>
      <h3>What was done</h3>
      <p>
        <strong
          data-tone={detail.status === 'recovered' ? 'ok' : 'third'}
          className={css['verdict']}
        >
          {capitalised(statusWord[detail.status])}.
        </strong>{' '}
        {detail.detail}
      </p>
      <ol className={css['record']} aria-label="Record">
        {detail.record.map(({ step, detail: text, requestId, at }) => (
          <li key={`${step} ${at}`} className={css['step']} data-step={step}>
            <span className={css['stepName']}>{stepWord[step]}</span>
            <span>{text}</span>
            <span className={css['proof']}>
              {requestId !== null && <Id value={requestId} short />}
              <Ago at={at} />
            </span>
          </li>
        ))}
      </ol>
      {detail.status === 'recovered' && (
        <>
          <h3>What was written</h3>
          <Writes writes={detail.writes} />
        </>
      )}
    </section>
  )
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
