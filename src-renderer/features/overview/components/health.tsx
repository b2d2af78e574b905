import type { ReactNode } from 'react'
import type { MirrorKind, RequestEntry } from '#contract'
import { mirrorAsOf, useMirror } from '../../../app/session/mirror.ts'
import { Ago } from '../../../ui/ago.tsx'
import { formatCount, many } from '../../../ui/count.ts'
import { Problem } from '../../../ui/problem.tsx'
import { useHealth } from '../hooks/use-overview.ts'
import css from './overview.module.css'

const kindWord: Record<MirrorKind, string> = {
  customer: 'customers',
  subscription: 'subscriptions',
  product: 'products',
  price: 'prices',
  invoice: 'invoices',
}

/** Does Stripe answer, and how old is what is known of it. */
export function Health() {
  const { data: health, error } = useHealth()
  const { data: mirror } = useMirror()
  const asOf = mirror ? mirrorAsOf(mirror) : null
  const failed = mirror?.kinds.filter(({ run }) => run === 'failed') ?? []
  return (
    <section>
      <h2>Health</h2>
      {error && <Problem error={error} />}
      <dl className={css['checks']}>
        <Check name="Stripe API" tone={health && toneOf(health.lastCall)}>
          {health ? <LastCall call={health.lastCall} /> : '–'}
        </Check>
        <Check name="Mirror" tone={mirror && (failed.length > 0 ? 'bad' : 'ok')}>
          {asOf === null ? 'never copied whole' : <Ago at={asOf} />}
          {failed.length > 0 && `, ${many(failed.length, 'kind')} incomplete`}
        </Check>
        {mirror?.kinds.map(({ kind, run, reason, count, asOf: kindAsOf }) => (
          <Check key={kind} name={kindWord[kind]} inner tone={run === 'failed' ? 'bad' : undefined}>
            <span title={reason ?? undefined}>
              {formatCount(count)} · {run === 'never' ? 'never listed' : run}
              {kindAsOf !== null && (
                <>
                  {' · '}
                  <Ago at={kindAsOf} />
                </>
              )}
            </span>
          </Check>
        ))}
      </dl>
    </section>
  )
}

interface CheckProps {
  readonly name: string
  readonly tone: 'ok' | 'bad' | undefined
  /** It belongs to the line above. */
  readonly inner?: boolean
  readonly children: ReactNode
}

function Check({ name, tone, inner = false, children }: CheckProps) {
  return (
    <div className={css['check']} data-inner={inner || undefined}>
      <dt>{name}</dt>
      <dd>
        {tone && (
          <span className={css['word']} data-tone={tone}>
            {tone === 'ok' ? 'ok' : 'failed'}
          </span>
        )}
        {children}
      </dd>
    </div>
  )
}

/** An answer that says no is an answer: only none, and Stripe's own failures, mean that it is ill. */
function toneOf(call: RequestEntry | null): 'ok' | 'bad' | undefined {
  if (call === null) return undefined
  return call.status === null || call.status >= 500 || call.status === 401 ? 'bad' : 'ok'
}

function LastCall({ call }: { call: RequestEntry | null }) {
  if (call === null) return 'not asked yet'
  return (
    <>
      {call.status === null ? 'no answer' : `${call.ms} ms`} · <Ago at={call.at} />
    </>
  )
}
