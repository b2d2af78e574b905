import type { CaseDetail } from '#contract'
import { hasEnded } from '../ended.ts'
import css from './case.module.css'
import { CaseAnswer } from './case-answer.tsx'
import { CaseEnd } from './case-end.tsx'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseHead } from './case-head.tsx'

/** Three questions of one case: what is true, what to do, what will be written; afterwards its record. */
export function CaseView({ detail }: { detail: CaseDetail }) {
  const truth = (
    <>
      <CaseHead detail={detail} />
      <CaseEvidence detail={detail} />
    </>
  )
  return (
    <article className={css['pane']} aria-label={`Case ${detail.case}`}>
      {hasEnded(detail.status) ? (
        <CaseEnd detail={detail}>{truth}</CaseEnd>
      ) : (
        <CaseAnswer detail={detail}>{truth}</CaseAnswer>
      )}
    </article>
  )
}
