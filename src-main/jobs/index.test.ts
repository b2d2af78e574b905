import { describe, expect, it } from 'vitest'
import { JobId, type JobOutcome, type JobView } from '#contract'
import { createJobs, type Work } from './index.ts'

const done: JobOutcome = { kind: 'sync', result: { run: 'ok', objects: {}, reason: null } }

function someJobs() {
  let changes = 0
  const clock = { now: 1_000 }
  const jobs = createJobs({
    now: () => clock.now,
    onChange: () => {
      changes += 1
    },
    toFailure: (error) => ({
      kind: 'failure',
      code: 'UNEXPECTED',
      data: null,
      message: error instanceof Error ? error.message : String(error),
    }),
  })
  const start = (work: (work: Work) => Promise<JobOutcome>) =>
    jobs.start({ kind: 'sync', profile: null, stage: 'starting', work })
  return { jobs, start, clock, changes: () => changes }
}

async function viewsOf(views: AsyncIterable<JobView>): Promise<JobView[]> {
  const seen: JobView[] = []
  for await (const view of views) seen.push(view)
  return seen
}

describe('who watches a job', () => {
  it('sees how it is now, and its end with the outcome, however fast it is', async () => {
    const { jobs, start } = someJobs()
    const id = start(async ({ report }) => {
      for (let at = 1; at <= 1_000; at += 1) report('customer', at, 1_000)
      return done
    })
    const seen = await viewsOf(jobs.watch(id, undefined))
    expect(seen[0]).toMatchObject({ state: 'running', done: 1_000, total: 1_000 })
    expect(seen.at(-1)).toMatchObject({ state: 'done', outcome: done })
    expect(seen.length).toBeLessThan(5)
  })

  it('sees the last progress that was made before it paused', async () => {
    const { jobs, start } = someJobs()
    const { promise, resolve } = Promise.withResolvers<void>()
    const id = start(async ({ report }) => {
      report('invoice', 1, null)
      await promise
      report('invoice', 2, null)
      report('invoice', 3, null)
      return done
    })
    const views = jobs.watch(id, undefined)
    expect((await views.next()).value).toMatchObject({ done: 1, total: null })
    resolve()
    expect((await viewsOf(views)).at(-1)).toMatchObject({ state: 'done', done: 3 })
  })

  it('sees the end, from any number of places, also after it', async () => {
    const { jobs, start } = someJobs()
    const id = start(async () => done)
    const all = await Promise.all([1, 2, 3].map(() => viewsOf(jobs.watch(id, undefined))))
    for (const seen of all) expect(seen.at(-1)?.state).toBe('done')
    expect(await viewsOf(jobs.watch(id, undefined))).toMatchObject([{ state: 'done' }])
    expect(await viewsOf(jobs.watch(JobId.parse('unknown'), undefined))).toEqual([])
  })

  it('may leave without ending it', async () => {
    const { jobs, start } = someJobs()
    const { promise, resolve } = Promise.withResolvers<JobOutcome>()
    const id = start(() => promise)
    const leave = new AbortController()
    const watching = viewsOf(jobs.watch(id, leave.signal))
    leave.abort()
    expect(await watching).toHaveLength(1)
    expect(jobs.find(id)?.state).toBe('running')
    resolve(done)
    expect((await viewsOf(jobs.watch(id, undefined))).at(-1)?.state).toBe('done')
  })
})

describe('a job', () => {
  it('that is cancelled hears it, keeps what it did, and is called cancelled', async () => {
    const { jobs, start } = someJobs()
    const id = start(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return done
    })
    expect(jobs.cancel(id)?.state).toBe('running')
    expect((await viewsOf(jobs.watch(id, undefined))).at(-1)).toMatchObject({
      state: 'cancelled',
      outcome: done,
    })
  })

  it('that throws ends as failed, with a sentence', async () => {
    const { jobs, start, clock } = someJobs()
    const id = start(async () => {
      clock.now = 4_000
      throw new Error('The disk is full.')
    })
    expect((await viewsOf(jobs.watch(id, undefined))).at(-1)).toMatchObject({
      state: 'failed',
      startedAt: 1_000,
      endedAt: 4_000,
      outcome: { kind: 'failure', message: 'The disk is full.' },
    })
  })

  it('is told of when it starts and when it ends', async () => {
    const { jobs, start, changes } = someJobs()
    const id = start(async () => done)
    expect(changes()).toBe(1)
    await viewsOf(jobs.watch(id, undefined))
    expect(changes()).toBe(2)
  })

  it('is forgotten after fifty later ones, but never while it runs', async () => {
    const { jobs, start } = someJobs()
    const { promise, resolve } = Promise.withResolvers<JobOutcome>()
    const running = start(() => promise)
    const first = start(async () => done)
    for (let at = 0; at < 60; at += 1)
      await viewsOf(
        jobs.watch(
          start(async () => done),
          undefined,
        ),
      )
    expect(jobs.find(first)).toBeUndefined()
    expect(jobs.find(running)?.state).toBe('running')
    expect(jobs.list().length).toBeLessThanOrEqual(52)
    resolve(done)
  })

  it('is asked to stop when all close, and waited for', async () => {
    const { jobs, start } = someJobs()
    let ended = false
    const id = start(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      ended = true
      return done
    })
    await jobs.close()
    expect(ended).toBe(true)
    expect(jobs.find(id)?.state).toBe('cancelled')
  })
})
