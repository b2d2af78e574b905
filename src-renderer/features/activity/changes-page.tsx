import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Change } from '#contract'
import { useKeys } from '../../app/keys/use-keys.ts'
import { Ago } from '../../ui/ago.tsx'
import { many } from '../../ui/count.ts'
import { Id } from '../../ui/id.tsx'
import page from '../../ui/page.module.css'
import { Problem } from '../../ui/problem.tsx'
import css from './components/log.module.css'
import { LogList } from './components/log-list.tsx'
import { useTrail, useVerify } from './hooks/use-activity.ts'

const columns = ['When', 'Action', 'User', 'Before → after', 'Request', 'By']

/** The audit trail: who changed what, and how it was before. */
export function ChangesPage() {
  return (
    <>
      <Verify />
      <LogList
        kind="changes"
        label="Changes"
        columns={columns}
        query={useTrail()}
        empty="Nothing was changed yet. Every repair leaves a line here, for ever."
        row={(change) => <ChangeLine change={change} />}
      />
    </>
  )
}

function Verify() {
  const verify = useVerify()
  const run = () => verify.mutate()
  useKeys('Changes', [{ keys: 'v', label: 'Verify the trail', run }])
  const { data, error, isPending } = verify
  return (
    <div className={page['bar']}>
      <p className={page['second']} role="status">
        {error && <Problem error={error} />}
        {data?.intact && `Verified: ${many(data.lines, 'line')}, none changed or removed.`}
        {data && !data.intact && `The trail is broken at line ${data.brokenAt}.`}
        {!data && !error && 'Each line carries the hash of the one before.'}
      </p>
      <span className={page['grow']} />
      <Button onClick={run} disabled={isPending}>
        Verify <kbd>V</kbd>
      </Button>
    </div>
  )
}

/** `link.replaced` as words. */
function actionWords(action: string): string {
  return action.replaceAll(/[._]/g, ' ')
}

function ChangeLine({ change }: { change: Change }) {
  const { at, action, userId, case: number, before, after, requestId, actor, detail } = change
  return (
    <>
      <span className={css['quiet']}>
        <Ago at={at} margin />
      </span>
      <span title={detail ?? undefined}>
        {number === null ? (
          actionWords(action)
        ) : (
          <Link
            className={css['link'] ?? ''}
            to="/recovery/$case"
            params={{ case: String(number) }}
          >
            {actionWords(action)}
          </Link>
        )}
      </span>
      <span>
        {userId !== null && (
          <Link className={css['link'] ?? ''} to="/customers/$user" params={{ user: userId }}>
            {userId}
          </Link>
        )}
      </span>
      <span>
        {before !== null && <code className={css['before']}>{before}</code>}
        {after !== null && (
          <>
            {' → '}
            <code className={css['after']}>{after}</code>
          </>
        )}
        {before === null && after === null && detail}
      </span>
      <span>{requestId !== null && <Id value={requestId} short />}</span>
      <span className={css['quiet']}>
        {actor.user}, {actor.transport}
      </span>
    </>
  )
}
