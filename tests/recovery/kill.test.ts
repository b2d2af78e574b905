import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../src-main/sandbox/index.ts'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import { customerIds, endingOf } from '../support/ending.ts'
import { directoryCsv } from '../support/workspace.ts'
import type { Errand } from './console-process.ts'

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

/** Resolves with the signal that ended the process, or null and what it printed. */
async function runProcess(errand: Errand): Promise<{ signal: string | null; line: string }> {
  const entry = join(import.meta.dirname, 'console-process.ts')
  const child = spawn(process.execPath, [entry, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let line = ''
  child.stdout.on('data', (chunk) => {
    line += chunk
  })
  const [, signal]: unknown[] = await once(child, 'close')
  return { signal: typeof signal === 'string' ? signal : null, line }
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
  it.each(steps[kind])(
    'before "%s" and started again, at once or 25 hours later, ends as if nothing had happened',
    async (step) => {
      const ends = await undisturbed(kind)
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
