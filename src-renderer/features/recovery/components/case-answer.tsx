import { useState } from 'react'
import type { CaseDetail } from '#contract'
import { useRepair } from '../hooks/use-repair.ts'
import { type Option, optionsOf, writesOf } from '../picks.ts'
import css from './case.module.css'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseFoot } from './case-foot.tsx'
import { CaseOptions } from './case-options.tsx'
import { type Dismissal, DismissForm } from './dismiss-form.tsx'
import { Writes } from './writes.tsx'

/** What is true, what to do, what it would write, and the buttons that do it. */
export function CaseAnswer({ detail }: { detail: CaseDetail }) {
  const repair = useRepair(detail)
  const options = optionsOf(detail)
  const [value, setValue] = useState<string>()
  const [dismissal, setDismissal] = useState<Dismissal>({ reason: '', days: null })
  const chosen: Option | undefined =
    options.find((option) => option.value === value) ??
    options.find(({ recommended }) => recommended)
  return (
    <>
      <div className={css['scroll']}>
        <CaseEvidence
          detail={detail}
          title="What is true"
          without={options.map((option) => option.value)}
          again={{ run: repair.recheck, busy: repair.busy }}
        />
        <section className={css['part']}>
          <h3>What to do</h3>
          {detail.detail !== null && detail.status !== 'held' && (
            <p className={css['note']}>{detail.detail}</p>
          )}
          <CaseOptions
            detail={detail}
            options={options}
            value={chosen?.value}
            onChange={setValue}
          />
          {chosen?.answer.kind === 'dismiss' && (
            <DismissForm value={dismissal} onChange={setDismissal} />
          )}
        </section>
        {chosen && chosen.answer.kind !== 'dismiss' && (
          <section className={css['part']}>
            <h3>What will be written</h3>
            <Writes writes={writesOf(detail, chosen)} />
          </section>
        )}
      </div>
      <CaseFoot repair={repair} detail={detail} chosen={chosen} dismissal={dismissal} />
    </>
  )
}
