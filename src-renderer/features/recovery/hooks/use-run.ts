import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Inputs, JobOutcome, JobView } from '#contract'
import { useJob } from '../../../app/session/jobs.ts'
import { rpc } from '../../../rpc.ts'

export type RunInput = Inputs['recovery']['run']

export interface Run {
  readonly start: (input: RunInput) => void
  readonly busy: boolean
  readonly job: JobView | undefined
  /** How the last run ended; null before the first, and while one is under way. */
  readonly outcome: JobOutcome | null
  /** It could not even be started, or its end was never heard. */
  readonly error: Error | null
}

/** Starts a run and follows it to its end; then everything that shows cases is asked again. */
export function useRun(): Run {
  const queries = useQueryClient()
  const [id, setId] = useState<string>()
  const begin = useMutation(
    rpc.recovery.run.mutationOptions({ onSuccess: ({ job }) => setId(job) }),
  )
  const watched = useJob(id)
  const job = watched.data
  const outcome = begin.isPending ? null : (job?.outcome ?? null)
  useEffect(() => {
    if (outcome !== null) void queries.invalidateQueries({ queryKey: rpc.recovery.key() })
  }, [outcome, queries])
  const { mutate } = begin
  const start = useCallback(
    (input: RunInput) => {
      setId(undefined)
      mutate(input)
    },
    [mutate],
  )
  return {
    start,
    busy: begin.isPending || (id !== undefined && outcome === null && watched.error === null),
    job,
    outcome,
    error: begin.error ?? watched.error,
  }
}
