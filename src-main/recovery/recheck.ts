import { UserId } from '#contract'
import type { Bench } from './bench.ts'
import { inbox } from './cases.ts'
import { examine, foundOf, isQuiet } from './examine.ts'
import { hasBegun } from './execute.ts'

/** Looks at one link again, on fresh evidence: its case is refreshed, or ends where the link is healthy. */
export async function recheckCase(bench: Bench, id: number): Promise<void> {
  const row = bench.cases.find(id)
  if (
    row === undefined ||
    row.userId === null ||
    !inbox.includes(row.status) ||
    (await hasBegun(bench, row))
  )
    return
  const user = await bench.directory.find(UserId.parse(row.userId))
  const seen = user && (await examine(bench, user, { fresh: true, asked: false }))
  if (seen?.state === 'unreachable' || seen?.state === 'forbidden') return
  if (seen === undefined || isQuiet(seen)) bench.cases.end(row.id, 'gone')
  else bench.cases.record(bench, foundOf(bench, seen, row.status === 'held' ? row.detail : null))
  bench.changed('cases')
}
