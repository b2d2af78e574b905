import { useCallback, useEffect, useState } from 'react'
import { useSession } from '../../app/session/workspace.tsx'
import { BulkPreview } from './components/bulk-preview.tsx'
import { useRun } from './hooks/use-run.ts'

/** The preview of repairing all that is safe: a dry run on fresh evidence, started with the page. */
export function RepairPage() {
  const { profile } = useSession()
  const run = useRun()
  const [release, setRelease] = useState<string>()
  const { start } = run
  const { id } = profile
  const preview = useCallback(
    (code?: string) => {
      setRelease(code)
      start({ profile: id, all: true, dryRun: true, ...(code !== undefined && { release: code }) })
    },
    [id, start],
  )
  useEffect(() => preview(), [preview])
  return <BulkPreview run={run} release={release} preview={preview} />
}
