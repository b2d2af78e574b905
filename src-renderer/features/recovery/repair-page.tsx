import { useEffect } from 'react'
import { useSession } from '../../app/session/workspace.tsx'
import { BulkPreview } from './components/bulk-preview.tsx'
import { useRun } from './hooks/use-run.ts'

/** The preview of repairing all that is safe: a dry run on fresh evidence, started with the page. */
export function RepairPage() {
  const { profile } = useSession()
  const preview = useRun()
  const { start } = preview
  const id = profile.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a visit, not once a drawing
  useEffect(() => start({ profile: id, all: true, dryRun: true }), [id])
  return (
    <BulkPreview preview={preview} again={() => start({ profile: id, all: true, dryRun: true })} />
  )
}
