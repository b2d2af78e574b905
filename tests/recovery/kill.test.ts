import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import { countIntents, customerIds, type Ending, endingOf } from '../support/ending.ts'
import { runProcess } from '../support/run-process.ts'
import { expectOneEffectEach, expectTruth, linksOf } from '../support/truth.ts'
import { directoryCsv } from '../support/workspace.ts'

const HOUR_MS = 3_600_000

const world = {
  users: 12,
  seed: 5,
  counts: { deleted_alone: 1, deleted_with_candidate: 1 },
}

/** The steps of each kind of repair, in their order. */
const steps = {
  create: [
    'plan',
    'send',
    'answered',
    'record-created',
    'store',
    'record-stored',
    'verify',
    'finish',
  ],
  relink: ['plan', 'store', 'record-stored', 'verify', 'finish'],
} as const

const situationOf = { create: 'deleted_alone', relink: 'deleted_with_candidate' } as const

function userOf(sandbox: Sandbox, kind: keyof typeof steps): string {
  return sandbox.truth().find(({ situation }) => situation === situationOf[kind])?.user ?? ''
}

/** How a repair ends that nothing disturbs. */
async function undisturbed(kind: keyof typeof steps) {
  const sandbox = await aSandbox({ seed: world })
  const before = customerIds(sandbox)
  const { url, secretKey: key } = sandbox
  const home = aHome()
  const opened = await aConsole({ home, url, key, csv: await directoryCsv(sandbox) })
  const user = userOf(sandbox, kind)
  await opened.ensure(user)
  return endingOf(opened, sandbox, user, before)
}

describe.each(['create', 'relink'] as const)('a %s whose process is killed', (kind) => {
  let ends: Ending | undefined
  it.each(steps[kind])(
    'before "%s" and started again, at once or 25 hours later, ends as if nothing had happened',
    async (step) => {
      ends ??= await undisturbed(kind)
      const killed = [0, 25].map((hours) => endAfterKill(kind, step, hours))
      expect(await Promise.all(killed)).toEqual([ends, ends])
    },
  )
})

async function endAfterKill(kind: keyof typeof steps, step: string, hours: number) {
  const sandbox = await aSandbox({ seed: world })
  const { url, secretKey: key } = sandbox
  const before = customerIds(sandbox)
  const user = userOf(sandbox, kind)
  const home = aHome()
  const csv = await directoryCsv(sandbox)
  const { signal } = await runProcess({ home, url, key, csv, user, dieAt: step })
  expect(signal).toBe('SIGKILL')

  sandbox.control.advance(hours * 3600)
  const clock = () => Date.now() + hours * HOUR_MS
  const again = await aConsole({ home, url, key, clock })
  // Before "plan" nothing was committed, so that there is nothing to go on with.
  if (step === 'plan') await again.ensure(user)
  const ending = await endingOf(again, sandbox, user, before)

  sandbox.control.resetRequests()
  expect(await again.ensure(user)).toMatchObject({ outcome: 'linked' })
  expect(sandbox.control.requests().writes).toBe(0)
  return ending
}

describe('a bulk run', () => {
  it('killed at random moments, resumed and run again, ends as the evidence rule says', async () => {
    const moments = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 4, maxLength: 4 })
    await fc.assert(fc.asyncProperty(moments, runKilledAt), { numRuns: 1, endOnFailure: true })
  }, 120_000)
})

async function runKilledAt(moments: readonly number[]): Promise<void> {
  const counts = {
    ...{ deleted_alone: 12, deleted_with_candidate: 12, lost_subscription: 2, missing_alone: 4 },
    ...{ malformed_with_candidate: 3, unlinked_with_candidate: 3, several_one_pays: 4 },
  }
  const sandbox = await aSandbox({ seed: { users: 60, seed: 11, counts } })
  const { url, secretKey: key } = sandbox
  const [links, customers] = [linksOf(sandbox), customerIds(sandbox)]
  const home = aHome()
  const csv = await directoryCsv(sandbox)
  for (const [round, dieAfter] of moments.entries()) {
    const { signal } = await runProcess({ home, url, key, dieAfter, ...(round === 0 && { csv }) })
    expect(signal).toBe('SIGKILL')
  }

  const again = await aConsole({ home, url, key })
  expect(again.workspace.cases.all(again.bench, ['executing'])).toEqual([])
  expect(countIntents(home)).toBe(0)
  await again.audit()
  expect(await again.runAll()).toMatchObject({ failed: 0, conflict: 0, held: 0 })
  await expectTruth(again, sandbox, links)
  await expectOneEffectEach(again, sandbox, customers)
}
