import type { OpenCore } from '../core.ts'
import { runTerminal } from './run-terminal.ts'

/** The terminal as a process: signals, streams and the exit code. */
export async function terminalMain<Session>(openCore: OpenCore<Session>): Promise<void> {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.abort())
  }
  const exitCode = await runTerminal({
    args: process.argv.slice(2),
    env: process.env,
    openCore,
    interrupted: interrupted.signal,
    stdout: writeLine,
    stderr: process.stderr,
  })
  process.exit(exitCode)
}

/** Resolves when the line has left this process: it may end right after. A reader that went away is no failure. */
function writeLine(line: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.on('error', () => resolve())
    process.stdout.write(`${line}\n`, () => resolve())
  })
}
