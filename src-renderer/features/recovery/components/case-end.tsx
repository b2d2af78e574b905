import { Button } from '@mantine/core'
import type { CaseDetail } from '#contract'
import { useKeys } from '../../../app/keys/use-keys.ts'
import { useBeside } from '../inbox-context.ts'
import css from './case.module.css'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseRecord } from './case-record.tsx'

/** The case is over: its record, and the way to the next one. */
export function CaseEnd({ detail }: { detail: CaseDetail }) {
  const { next, first } = useBeside()
  const more = first !== undefined
  useKeys('Case', more ? [{ keys: 'Enter', label: 'Next case', run: next }] : [])
  return (
    <>
      <div className={css['scroll']}>
        <CaseRecord detail={detail} />
        <CaseEvidence detail={detail} title="What was true" />
      </div>
      <footer className={css['foot']}>
        <div className={css['buttons']}>
          <span className={css['grow']} />
          {more && (
            <Button variant="ink" onClick={next}>
              Next case <kbd>↵</kbd>
            </Button>
          )}
        </div>
      </footer>
    </>
  )
}
