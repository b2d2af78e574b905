import { rmSync } from 'node:fs'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src-main/sandbox/index.ts'
import { type Console, type ConsoleOptions, openConsole } from './console.ts'

/** A sandbox, and a console whose directory is the sandbox's world. */
export interface Stage extends Console {
  readonly sandbox: Sandbox
  /** Writes that reached the sandbox since the counters were reset. */
  writes(): number
}

export async function setStage(
  options: SandboxOptions &
    Partial<Omit<ConsoleOptions, 'url'>> & {
      readonly before?: (sandbox: Sandbox) => void
    } = {},
): Promise<Stage> {
  const { clock = Date.now, before, csv, key, ...rest } = options
  const { home, onStep, timeoutMs, sandbox: practice = true, ...sandboxOptions } = rest
  const sandbox = await startSandbox({ now: clock, ...sandboxOptions })
  before?.(sandbox)
  const opened = await openConsole({
    url: sandbox.url,
    key: key ?? sandbox.secretKey,
    csv: csv ?? (await directoryCsv(sandbox)),
    clock,
    sandbox: practice,
    ...(home !== undefined && { home }),
    ...(onStep && { onStep }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  return {
    ...opened,
    sandbox,
    writes: () => sandbox.control.requests().writes,
    async close() {
      await opened.close()
      await sandbox.close()
      rmSync(opened.home, { recursive: true, force: true })
    },
  }
}

/** The world's people, as the sandbox hands them to a console. */
export async function directoryCsv({ url }: Sandbox): Promise<string> {
  return (await fetch(`${url}/_sandbox/directory.csv`)).text()
}
