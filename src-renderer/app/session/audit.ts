import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { JobOutcome } from '#contract'
import { rpc } from '../../rpc.ts'
import { formatCount } from '../../ui/count.ts'
import { useJob } from './jobs.ts'
import { useSession } from './workspace.tsx'

function sentence(outcome: JobOutcome): string | null {
  if (outcome.kind === 'failure') return outcome.message
  if (outcome.kind !== 'audit') return null
  const { audited, cases } = outcome.result
  return `Audited ${formatCount(audited)} users: ${formatCount(cases.open + cases.held)} need you.`
}

/** Examines every link again. Its progress is in the status bar, its result is said once. */
export function useAudit() {
  const { profile } = useSession()
  const [id, setId] = useState<string>()
  const begin = useMutation(
    rpc.recovery.audit.mutationOptions({ onSuccess: ({ job }) => setId(job) }),
  )
  const { data: job } = useJob(id)
  const outcome = job?.outcome ?? null
  useEffect(() => {
    const message = outcome && sentence(outcome)
    if (message) notifications.show({ message, closeButtonProps: { 'aria-label': 'Close' } })
  }, [outcome])
  return {
    start: () => begin.mutate({ profile: profile.id }),
    busy: begin.isPending || (id !== undefined && outcome === null),
    job: outcome === null ? job : undefined,
    error: begin.error,
  }
}
