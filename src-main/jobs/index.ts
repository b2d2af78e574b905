/** Long work: started with an id, watched by whoever asks, cancelled by a person. */

import { randomUUID } from 'node:crypto'
import { JobId, type JobOutcome, type JobView, type ProfileId } from '#contract'

export interface Work {
  readonly signal: AbortSignal
  /** `total` is null while it is not known. */
  report(stage: string, done: number, total: number | null): void
}

export interface JobStart {
  readonly kind: JobView['kind']
  readonly profile: ProfileId | null
  readonly stage: string
  readonly work: (work: Work) => Promise<JobOutcome>
}

interface Job {
  view: JobView
  readonly abort: AbortController
  readonly watchers: Set<() => void>
  readonly ended: Promise<void>
}

/** How many ended jobs are remembered, for who asks late. */
const REMEMBERED = 50

/** Watchers hear of progress a few times a second, whatever the work reports. */
const NOTICE_MS = 150

/**
 * @param toFailure - Makes the outcome of an error that the work threw: a sentence for a person, never a stack.
 */
export function createJobs(options: {
  readonly now: () => number
  readonly onChange: () => void
  readonly toFailure: (error: unknown) => Extract<JobOutcome, { kind: 'failure' }>
}) {
  const jobs = new Map<JobId, Job>()

  const change = (job: Job, values: Partial<JobView>) => {
    job.view = { ...job.view, ...values }
    for (const wake of job.watchers) wake()
  }

  async function perform(job: Job, { work }: JobStart): Promise<void> {
    const report: Work['report'] = (stage, done, total) => change(job, { stage, done, total })
    let outcome: JobOutcome
    try {
      outcome = await work({ signal: job.abort.signal, report })
    } catch (error) {
      outcome = options.toFailure(error)
    }
    const finished = outcome.kind === 'failure' ? 'failed' : 'done'
    const state = job.abort.signal.aborted ? 'cancelled' : finished
    change(job, { state, outcome, endedAt: options.now() })
    options.onChange()
  }

  function forget(): void {
    const over = [...jobs.values()].filter((job) => job.view.state !== 'running')
    for (const job of over.slice(0, -REMEMBERED)) jobs.delete(job.view.id)
  }

  return {
    start(start: JobStart): JobId {
      forget()
      const id = JobId.parse(randomUUID())
      const { kind, profile, stage } = start
      const base = { done: 0, total: null, startedAt: options.now(), endedAt: null, outcome: null }
      const { promise: ended, resolve } = Promise.withResolvers<void>()
      const view: JobView = { id, profile, kind, state: 'running', stage, ...base }
      const job: Job = { view, abort: new AbortController(), watchers: new Set(), ended }
      jobs.set(id, job)
      void perform(job, start).then(resolve)
      options.onChange()
      return id
    },

    list: (): JobView[] => [...jobs.values()].map((job) => job.view).reverse(),

    find: (id: JobId): JobView | undefined => jobs.get(id)?.view,

    /** The view now, and after each change, until the job has ended. */
    async *watch(id: JobId, signal: AbortSignal | undefined): AsyncGenerator<JobView> {
      const job = jobs.get(id)
      let shown: JobView | undefined
      while (job !== undefined && !signal?.aborted) {
        if (shown !== undefined) await nextChange(job, shown, signal)
        if (signal?.aborted) return
        shown = job.view
        yield shown
        if (shown.state !== 'running') return
      }
    },

    cancel(id: JobId): JobView | undefined {
      jobs.get(id)?.abort.abort()
      return jobs.get(id)?.view
    },

    /** Asks all work to stop and waits for it. */
    async close(): Promise<void> {
      for (const job of jobs.values()) job.abort.abort()
      await Promise.all([...jobs.values()].map((job) => job.ended))
    },
  }
}
export type Jobs = ReturnType<typeof createJobs>

/**
 * The end is told at once; progress waits, so that a fast job does not flood its watchers. What changed since `shown`,
 * while its watcher was busy with it, counts: nobody would wake for it again.
 */
async function nextChange(
  job: Job,
  shown: JobView,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const leave = () => resolve()
  let timer: NodeJS.Timeout | undefined
  const wake = () => {
    if (job.view.state !== 'running') resolve()
    timer ??= setTimeout(resolve, NOTICE_MS)
  }
  job.watchers.add(wake)
  signal?.addEventListener('abort', leave)
  if (job.view !== shown) wake()
  try {
    if (!signal?.aborted) await promise
  } finally {
    clearTimeout(timer)
    job.watchers.delete(wake)
    signal?.removeEventListener('abort', leave)
  }
}
