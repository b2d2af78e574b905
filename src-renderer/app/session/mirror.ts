import { useMutation, useQuery } from '@tanstack/react-query'
import type { Outputs } from '#contract'
import { rpc } from '../../rpc.ts'
import { useSession } from './workspace.tsx'

type MirrorStatus = Outputs['mirror']['status']

/** As of when everything in the mirror is known: the oldest of its kinds. Null while one was never copied. */
export function mirrorAsOf({ kinds }: MirrorStatus): number | null {
  const times = kinds.map(({ asOf }) => asOf)
  return times.includes(null) || times.length === 0 ? null : Math.min(...times.map(Number))
}

export function useMirror() {
  const { profile } = useSession()
  return useQuery(rpc.mirror.status.queryOptions({ input: { profile: profile.id } }))
}

export function useSync() {
  return useMutation(rpc.mirror.sync.mutationOptions())
}
