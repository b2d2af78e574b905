import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../../../app/session/workspace.tsx'
import { rpc } from '../../../rpc.ts'

/** One case with its evidence, plan and record. */
export function useCase(number: number) {
  const { profile } = useSession()
  return useQuery(rpc.recovery.show.queryOptions({ input: { profile: profile.id, case: number } }))
}

/** Examines the case again, on fresh evidence. */
export function useRecheck() {
  const queries = useQueryClient()
  return useMutation(
    rpc.recovery.recheck.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: rpc.recovery.key() }),
    }),
  )
}

export function useDismiss() {
  const queries = useQueryClient()
  return useMutation(
    rpc.recovery.dismiss.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: rpc.recovery.key() }),
    }),
  )
}
