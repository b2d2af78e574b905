import type { RequestEntry } from '#contract'
import { Ago } from '../../ui/ago.tsx'
import { Id } from '../../ui/id.tsx'
import css from './components/log.module.css'
import { LogList } from './components/log-list.tsx'
import { useRequests } from './hooks/use-activity.ts'

const columns = ['When', 'Method', 'Path', 'Status', 'Time', 'Request', 'Outcome']

/** Every call to Stripe, with the id by which Stripe knows it. */
export function RequestsPage() {
  return (
    <LogList
      kind="requests"
      label="Requests"
      columns={columns}
      query={useRequests()}
      empty="Stripe was not asked anything yet."
      row={(request) => <RequestLine request={request} />}
    />
  )
}

function RequestLine({ request }: { request: RequestEntry }) {
  const { at, method, path, status, ms, requestId, outcome } = request
  const failed = status === null || status >= 400
  return (
    <>
      <span className={css['quiet']}>
        <Ago at={at} margin />
      </span>
      <code>{method}</code>
      <code title={path}>{path}</code>
      <span className={failed ? css['bad'] : undefined}>{status ?? 'none'}</span>
      <span className={css['quiet']}>{ms} ms</span>
      <span>{requestId !== null && <Id value={requestId} short />}</span>
      <span className={css['quiet']}>{outcome}</span>
    </>
  )
}
