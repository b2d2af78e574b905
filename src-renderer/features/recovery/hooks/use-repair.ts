import { useState } from 'react'
import type { CaseDetail } from '#contract'
import { useSession } from '../../../app/session/workspace.tsx'
import type { Dismissal } from '../components/dismiss-form.tsx'
import type { Option } from '../picks.ts'
import { useDismiss, useRecheck } from './use-case.ts'
import { type RunInput, useRun } from './use-run.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Everything that can be done to one case, and how it goes. */
export function useRepair(detail: CaseDetail) {
  const { profile } = useSession()
  const run = useRun()
  const dismissing = useDismiss()
  const rechecking = useRecheck()
  const [dry, setDry] = useState(false)
  const one = { profile: profile.id, case: detail.case }
  const begin = (option: Option, extra: Partial<RunInput>) => {
    setDry(extra.dryRun === true)
    const { answer, recommended } = option
    const choice = recommended || answer.kind === 'dismiss' ? {} : { choice: answer }
    run.start({ ...one, planHash: detail.planHash, ...choice, ...extra })
  }
  return {
    /** The run that is under way, or ended last. */
    current: run,
    /** It wrote nothing, by wish. */
    dry,
    busy: run.busy || dismissing.isPending || rechecking.isPending,
    error: run.error ?? dismissing.error ?? rechecking.error,
    run: (option: Option, consent: Pick<RunInput, 'yes'> = {}) => begin(option, consent),
    dryRun: (option: Option) => begin(option, { dryRun: true }),
    recheck: () => rechecking.mutate(one),
    dismiss: ({ reason, days }: Dismissal) =>
      dismissing.mutate({
        ...one,
        reason,
        until: days === null ? null : Date.now() + days * DAY_MS,
      }),
  }
}

export type Repair = ReturnType<typeof useRepair>
