import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSession } from '../../app/session/workspace.tsx'
import { BulkPreview } from './components/bulk-preview.tsx'
import { useRun } from './hooks/use-run.ts'
import { fromAddress } from './marked.ts'

/** The preview of repairing many: a dry run on fresh evidence, started with the page. */
export function RepairPage() {
  const { profile } = useSession()
  const address = useSearch({ strict: false, select: ({ cases }) => cases })
  const which = useMemo(() => {
    const cases = fromAddress(address)
    return cases === undefined ? { all: true } : { cases }
  }, [address])
  const run = useRun()
  const [release, setRelease] = useState<string>()
  const { start } = run
  const { id } = profile
  const preview = useCallback(
    (code?: string) => {
      setRelease(code)
      start({ profile: id, ...which, dryRun: true, ...(code !== undefined && { release: code }) })
    },
    [id, which, start],
  )
  useEffect(() => preview(), [preview])
  return <BulkPreview run={run} which={which} release={release} preview={preview} />
}
