import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Topic } from '#contract'
import { client, rpc } from '../../rpc.ts'
import { whenConnected } from './connection.ts'
import { join, type Stale, staleAfter } from './notices.ts'

/** Notices that come within this time are carried out together. */
const JOIN_MS = 250

const keysOf: Record<Topic, readonly QueryKey[]> = {
  cases: [rpc.recovery.key(), rpc.customers.key()],
  customers: [rpc.customers.key(), rpc.subscriptions.key(), rpc.lookup.key()],
  activity: [rpc.activity.key(), rpc.overview.key()],
  alerts: [rpc.alerts.key()],
  jobs: [rpc.jobs.list.key()],
  mirror: [rpc.mirror.key(), rpc.customers.key(), rpc.subscriptions.key()],
  workspace: [rpc.workspace.key()],
}

function invalidate(queries: QueryClient, stale: Stale): void {
  if (stale === 'all') {
    void queries.invalidateQueries()
    return
  }
  for (const queryKey of stale.flatMap((topic) => keysOf[topic])) {
    void queries.invalidateQueries({ queryKey })
  }
}

/**
 * Keeps every open view true: one subscription, renewed on each connection, turns notices into stale queries.
 * Ends with the signal.
 */
export async function followChanges(queries: QueryClient, signal: AbortSignal): Promise<void> {
  let pending: Stale = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    invalidate(queries, pending)
    pending = []
    timer = undefined
  }
  while (!signal.aborted) {
    await whenConnected(signal)
    try {
      let last: number | undefined
      for await (const notice of await client.workspace.changes(undefined, { signal })) {
        pending = join(pending, staleAfter(last, notice))
        last = notice.seq
        timer ??= setTimeout(flush, JOIN_MS)
      }
    } catch {
      // The stream ends with its connection, which the title bar shows; the next one starts anew.
    }
    await pause(signal)
  }
  clearTimeout(timer)
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, JOIN_MS)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
