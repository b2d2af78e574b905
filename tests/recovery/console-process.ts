/**
 * A console in a process of its own, that ends itself by SIGKILL where a test says so:
 * `node console-process.ts <what to do as JSON>`; prints one line of JSON if it lives to.
 */

import { type ConsoleOptions, openConsole } from '../support/console.ts'

/** What a test asks of this process. */
export interface Errand extends Pick<ConsoleOptions, 'url' | 'key' | 'csv'> {
  readonly home: string
  /** Ensures this user's customer; without one, audits and runs all. */
  readonly user?: string
  /** Dies right before this step is taken for the first time. */
  readonly dieAt?: string
  /** Dies right before so many steps were taken. */
  readonly dieAfter?: number
}

const errand: Errand = JSON.parse(process.argv[2] ?? '')
let steps = 0

const opened = await openConsole({
  ...errand,
  onStep(step) {
    steps += 1
    if (step === errand.dieAt || steps === errand.dieAfter) process.kill(process.pid, 'SIGKILL')
  },
})
if (errand.user === undefined) {
  await opened.audit()
  const { items, ...counts } = await opened.runAll()
  process.stdout.write(`${JSON.stringify(counts)}\n`)
} else {
  process.stdout.write(`${JSON.stringify(await opened.ensure(errand.user))}\n`)
}
await opened.close()
