import { Radio } from '@mantine/core'
import type { CaseDetail } from '#contract'
import { shortId } from '../../../ui/id.tsx'
import { candidateFacts, reasonSentence } from '../facts.ts'
import type { Option } from '../picks.ts'
import css from './case.module.css'

interface CaseOptionsProps {
  readonly detail: CaseDetail
  readonly options: readonly Option[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}

export function CaseOptions({ detail, options, value, onChange }: CaseOptionsProps) {
  return (
    <Radio.Group aria-label="What to do" value={value ?? null} onChange={onChange}>
      {options.map((option) => (
        <Radio
          key={option.value}
          className={css['option'] ?? ''}
          value={option.value}
          label={
            <>
              {labelOf(option)}
              {option.recommended && <span className={css['small']}> recommended</span>}
            </>
          }
          description={becauseOf(option, detail)}
        />
      ))}
    </Radio.Group>
  )
}

function labelOf({ answer }: Option): string {
  switch (answer.kind) {
    case 'relink':
      return `Relink to ${shortId(answer.customerId)}`
    case 'create':
      return 'Create a new customer'
    case 'dismiss':
      return 'Dismiss…'
  }
}

/** Why one might choose it: the plan's reasons, and what the customer brings. */
function becauseOf(
  { answer, recommended }: Option,
  { plan, candidates }: CaseDetail,
): string | null {
  const candidate =
    answer.kind === 'relink'
      ? candidates.find(({ customerId }) => customerId === answer.customerId)
      : undefined
  const reasons = recommended ? plan.because : (candidate?.reasons ?? [])
  const parts = [reasonSentence(reasons), candidate ? candidateFacts(candidate) : '']
  return parts.filter((part) => part !== '').join(' · ') || null
}
