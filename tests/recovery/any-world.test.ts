import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Sandbox, WorldOptions } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import type { Console } from '../support/console.ts'
import { countIntents, customerIds } from '../support/ending.ts'
import { expectOneEffectEach, expectTruth, linksOf } from '../support/truth.ts'
import { directoryCsv } from '../support/workspace.ts'

type Fault = Parameters<Sandbox['control']['addFault']>[0]
type Lackable = Parameters<Sandbox['control']['without']>[0][number]

const few = fc.nat(2)
const counts: fc.Arbitrary<NonNullable<WorldOptions['counts']>> = fc.record({
  ...{ deleted_alone: fc.nat(5), deleted_with_candidate: fc.nat(5), lost_subscription: few },
  ...{ missing_alone: few, missing_with_candidate: few, malformed: few, unlinked: few },
  ...{ malformed_with_candidate: few, unlinked_with_candidate: few, only_email_verified: few },
  ...{ wrong_mode: fc.nat(1), wrong_mode_with_candidate: fc.nat(1), claimed_by_metadata: few },
  ...{ claimed_shared: few, several_one_pays: few, several_idle: few, several_pay: few },
  ...{ decoy_shared_email: few, decoy_unverified_email: few, decoy_id_issued_again: few },
  ...{ decoy_other_directory: few, decoy_other_environment: few, decoy_user_gone: few },
  ...{ decoy_other_user: few, decoy_email_differs: few, decoy_empty_beside_paying: few },
  ...{ duplicate: few, email_differs: few },
})

const where = fc.record(
  { method: fc.constantFrom('GET', 'POST'), times: fc.integer({ min: 1, max: 3 }) },
  { requiredKeys: ['times'] },
)
const what = fc.constantFrom<Fault[]>(
  { kind: 'lost_answer' },
  { kind: 'reset' },
  { kind: 'timeout' },
  { kind: 'stored_500' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 401 },
)
const fault: fc.Arbitrary<Fault> = fc
  .tuple(what, where, fc.double({ min: 0.05, max: 1, noNaN: true }))
  .map(([kind, match, probability]) => ({ ...kind, ...match, probability }))

const adversity = fc.record({
  counts,
  seed: fc.nat(1_000_000),
  faults: fc.array(fault, { maxLength: 4 }),
  without: fc.subarray<Lackable>(['search', 'events', 'idempotency', 'account', 'disputes']),
  /** The process ends before its so many-th step; none that far: it lives. */
  endsAt: fc.integer({ min: 1, max: 120 }),
})

/** What a process at its end throws at each further step: nothing more is done. */
function ending(after: number): (step: string) => void {
  let taken = 0
  return () => {
    taken += 1
    if (taken >= after) throw new Error('ended here')
  }
}

/** A link is as it was, or as the evidence rule says: never anything else, at any time. */
async function expectNothingWrong(opened: Console, sandbox: Sandbox) {
  const before = linksOf(sandbox)
  for (const { user, expect: said, to } of sandbox.truth()) {
    const now = await opened.storedId(user)
    if (now === before.get(user)) continue
    expect(['relink', 'create']).toContain(said)
    if (said === 'relink') expect(now).toBe(to)
  }
}

it('whatever the world, the faults and the moment of an end, each link ends as the evidence rule says', async () => {
  await fc.assert(
    fc.asyncProperty(adversity, async ({ counts, seed, faults, without, endsAt }) => {
      const sandbox = await aSandbox({ seed: { users: 90, seed, counts } })
      sandbox.control.without(without)
      const { url, secretKey: key } = sandbox
      const home = aHome()
      const customers = customerIds(sandbox)
      const csv = await directoryCsv(sandbox)
      const onStep = ending(endsAt)
      const first = await aConsole({ home, url, key, csv, onStep, timeoutMs: 150 })
      await first.audit()
      for (const one of faults) sandbox.control.addFault(one)
      await first.runAll().catch((error: Error) => expect(error.message).toBe('ended here'))
      await expectNothingWrong(first, sandbox)
      await first.workspace.close()

      sandbox.control.clearFaults()
      const again = await aConsole({ home, url, key })
      await expectNothingWrong(again, sandbox)
      await again.audit()
      expect(await again.runAll()).toMatchObject({ refused: null, failed: 0, conflict: 0 })
      await expectTruth(again, sandbox, linksOf(sandbox))
      await expectOneEffectEach(again, sandbox, customers)
      expect(countIntents(home)).toBe(0)

      sandbox.control.resetRequests()
      await again.audit()
      await again.runAll()
      expect(sandbox.control.requests().writes).toBe(0)
      await again.workspace.close()
    }),
    { numRuns: 6 },
  )
}, 120_000)
