import type { CaseDetail } from '#contract'
import { hasEnded } from '../ended.ts'
import css from './case.module.css'
import { CaseAnswer } from './case-answer.tsx'
import { CaseEnd } from './case-end.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseSeam } from './case-seam.tsx'

/** Three questions of one case: what is true, what to do, what will be written; afterwards its record. */
export function CaseView({ detail }: { detail: CaseDetail }) {
  return (
    <article className={css['pane']} aria-label={`Case ${detail.case}`}>
      <CaseHead detail={detail} />
      <CaseSeam detail={detail} />
      {hasEnded(detail.status) ? <CaseEnd detail={detail} /> : <CaseAnswer detail={detail} />}
    </article>
  )
}
