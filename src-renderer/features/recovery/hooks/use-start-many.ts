import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'
import { useMarked } from '../marked.ts'
import type { RunInput } from './use-run.ts'

/** Which cases a run is about. */
export type Which = Pick<RunInput, 'all' | 'cases'>

/** Starts the repair of many, no bigger than its preview said, and goes to its progress. */
export function useStartMany(which: Which) {
  const { profile } = useSession()
  const navigate = useNavigate()
  const run = useMutation(
    rpc.recovery.run.mutationOptions({
      onSuccess: ({ job }) => {
        useMarked.getState().clear()
        return navigate({ to: '/recovery/runs/$job', params: { job }, search: {} })
      },
    }),
  )
  return {
    isPending: run.isPending,
    error: run.error,
    start: (size: Pick<RunInput, 'maxCreates' | 'release' | 'yes'>) =>
      run.mutate({ profile: profile.id, ...which, ...size }),
  }
}
