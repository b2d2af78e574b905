import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'
import type { RunInput } from './use-run.ts'

/** Starts the repair of all that is safe, no bigger than its preview said, and goes to its progress. */
export function useStartAll() {
  const { profile } = useSession()
  const navigate = useNavigate()
  const run = useMutation(
    rpc.recovery.run.mutationOptions({
      onSuccess: ({ job }) => navigate({ to: '/recovery/runs/$job', params: { job }, search: {} }),
    }),
  )
  return {
    isPending: run.isPending,
    error: run.error,
    start: (size: Pick<RunInput, 'maxCreates' | 'release' | 'yes'>) =>
      run.mutate({ profile: profile.id, all: true, ...size }),
  }
}
