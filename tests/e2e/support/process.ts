import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

type Environment = Readonly<Record<string, string>>

/** A program of ours that stays, and what it said when it was ready. */
export interface Running {
  readonly ready: Readonly<Record<string, unknown>>
  stop(): Promise<void>
}

/** Starts a built program and waits for its one line of JSON. */
export async function start(args: readonly string[], env: Environment): Promise<Running> {
  const child = launch(args, env)
  const ready = await firstLine(child)
  return {
    ready,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Runs a built program to its end; throws with what it said when that is not a good one. */
export async function run(args: readonly string[], env: Environment): Promise<void> {
  const child = launch(args, env)
  const said = gather(child)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said()}`)
}

function launch(args: readonly string[], env: Environment): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function gather(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text += more
    })
  }
  return () => text
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  const said = gather(child)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`It ended before it was ready: ${said()}`)
  })
  ended.catch(() => undefined)
  const line = () =>
    said()
      .split('\n')
      .find((text) => text.startsWith('{'))
  while (line() === undefined || !said().includes('\n')) {
    await Promise.race([once(child.stdout ?? child, 'data'), ended])
  }
  const ready: unknown = JSON.parse(line() ?? '')
  if (typeof ready !== 'object' || ready === null) throw new Error(`It said ${said()}`)
  return { ...ready }
}
