import { useMutation, useQuery } from '@tanstack/react-query'
import type { JobView } from '#contract'
import { rpc } from '../../rpc.ts'

/** Every job of the core, newest first. */
export function useJobs() {
  return useQuery(rpc.jobs.list.queryOptions({ select: ({ items }) => items }))
}

/** One job as it goes on, the last view with its outcome; idle while none is named. */
export function useJob(job: string | undefined) {
  return useQuery({
    ...rpc.jobs.watch.experimental_liveOptions({ input: { job: job ?? '' } }),
    enabled: job !== undefined,
  })
}

export function useCancelJob() {
  return useMutation(rpc.jobs.cancel.mutationOptions())
}

export function isRunning(job: JobView): boolean {
  return job.state === 'running'
}
