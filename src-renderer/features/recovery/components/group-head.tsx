import { formatCount } from '../../../ui/count.ts'
import { marks } from '../../../ui/link-state.ts'
import { Mark } from '../../../ui/mark.tsx'
import { formatAmounts } from '../../../ui/money.ts'
import { statusWord } from '../copy.ts'
import type { Group, GroupKey } from '../groups.ts'
import css from './case-list.module.css'

function isMark(key: GroupKey): key is keyof typeof marks {
  return key in marks
}

/** What is wrong with the cases below, how many they are and what they cost. */
export function GroupHead({ group: { key, cases, monthly } }: { group: Group }) {
  return (
    <div className={css['group']}>
      {isMark(key) ? <Mark mark={key} /> : <span>{statusWord[key]}</span>}
      <span className={css['count']}>{formatCount(cases.length)}</span>
      <span className={css['sum']}>{formatAmounts(monthly)}</span>
    </div>
  )
}
