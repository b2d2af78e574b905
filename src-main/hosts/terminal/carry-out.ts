import { type Client, JobStarted, type JobView } from '#contract'
import { JobFailure } from '../failure.ts'
import type { Command } from './commands.ts'
import type { Progress } from './progress.ts'

/** Somebody ended the command before it had a result. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}

export interface CarriedOut {
  readonly result: unknown
  /** A cancelled job keeps what it did. */
  readonly cancelled: boolean
}

/** Makes the call, and waits for its job where it started one. An interruption cancels the job and waits for its end. */
export async function carryOut(
  client: Client,
  command: Command,
  input: unknown,
  { progress, interrupted }: { progress: Progress; interrupted: AbortSignal },
): Promise<CarriedOut> {
  if (interrupted.aborted) throw new InterruptedError('It was interrupted before it began.')
  const answer = await call(client, command.path, input, interrupted)
  if (!command.isJob) return { result: answer, cancelled: false }
  const job = await lastViewOf(client, JobStarted.parse(answer).job, { progress, interrupted })
  const outcome = job?.outcome ?? null
  if (outcome === null) throw new InterruptedError('The job ended without a result.')
  if (outcome.kind === 'failure') throw new JobFailure(outcome)
  return { result: outcome.result, cancelled: job?.state === 'cancelled' }
}

async function call(
  client: Client,
  [group, entry]: readonly [string, string],
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const procedure: unknown = Reflect.get(Reflect.get(client, group), entry)
  if (typeof procedure !== 'function') throw new TypeError(`There is no call ${group}.${entry}.`)
  // A call in this process need not look at the signal: it is left to end with the process.
  const answer: unknown = await Promise.race([procedure(input, { signal }), abortionOf(signal)])
  return answer
}

function abortionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new InterruptedError('It was interrupted; what was done stays done.')),
    )
  })
}

async function lastViewOf(
  client: Client,
  job: JobView['id'],
  { progress, interrupted }: { progress: Progress; interrupted: AbortSignal },
): Promise<JobView | undefined> {
  const cancel = () => void client.jobs.cancel({ job }).catch(ignoreBecauseWatched)
  if (interrupted.aborted) cancel()
  interrupted.addEventListener('abort', cancel)
  let last: JobView | undefined
  try {
    for await (const view of await client.jobs.watch({ job })) {
      progress.show(view)
      last = view
    }
  } finally {
    interrupted.removeEventListener('abort', cancel)
    progress.end()
  }
  return last
}

/** A job that cannot be cancelled any more has ended, and a lost line ends the watching: both are told there. */
function ignoreBecauseWatched(): void {}
