import { Link } from '@tanstack/react-router'
import type { CaseDetail } from '#contract'
import { Ago } from '../../../ui/ago.tsx'
import { OutsideText } from '../../../ui/outside-text.tsx'
import { statusWord } from '../copy.ts'
import { stakeSentence } from '../facts.ts'
import { nameOf } from '../groups.ts'
import css from './case.module.css'

export function CaseHead({ detail }: { detail: CaseDetail }) {
  const money = stakeSentence(detail)
  const name = nameOf(detail)
  return (
    <header className={css['head']}>
      <h2 className={css['who']} title={name}>
        {detail.userId === null ? (
          <OutsideText>{name}</OutsideText>
        ) : (
          <Link to="/customers/$user" params={{ user: detail.userId }}>
            <OutsideText>{name}</OutsideText>
          </Link>
        )}
      </h2>
      <p className={css['small']}>
        #{detail.case}
        {detail.status !== 'open' && ` · ${statusWord[detail.status]}`}
        {money !== null &&
          ` · ${money} ${detail.status === 'recovered' ? 'no longer at risk' : 'at risk'}`}
        {' · opened '}
        <Ago at={detail.openedAt} />
      </p>
    </header>
  )
}
