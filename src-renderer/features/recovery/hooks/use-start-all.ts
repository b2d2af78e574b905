import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

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
    start: (maxCreates: number, yes: boolean) =>
      run.mutate({ profile: profile.id, all: true, maxCreates, ...(yes && { yes }) }),
  }
}
