import { Select, TextInput } from '@mantine/core'
import css from './case.module.css'

export interface Dismissal {
  readonly reason: string
  /** Asked again after so many days; null: when state or evidence change. */
  readonly days: number | null
}

interface DismissFormProps {
  readonly value: Dismissal
  readonly onChange: (value: Dismissal) => void
}

const untils = [
  { value: 'change', label: 'something changes' },
  { value: '7', label: 'a week is over' },
  { value: '30', label: '30 days are over' },
]

/** Why this case need not be repaired, and when to ask again. */
export function DismissForm({ value, onChange }: DismissFormProps) {
  return (
    <div className={css['dismiss']}>
      <TextInput
        label="Why"
        placeholder="Kept in the record"
        maxLength={500}
        value={value.reason}
        onChange={({ currentTarget }) => onChange({ ...value, reason: currentTarget.value })}
      />
      <Select
        label="Ask again when"
        data={untils}
        value={value.days === null ? 'change' : String(value.days)}
        onChange={(until) =>
          onChange({ ...value, days: until === null || until === 'change' ? null : Number(until) })
        }
      />
    </div>
  )
}
