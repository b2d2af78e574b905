import { resolve } from 'node:path'
import type { Client } from '#contract'
import type { OpenCore } from '../core.ts'
import { refusePostgres } from '../environment.ts'
import { failureOf, UsageError } from '../failure.ts'
import { calledFrom, homeOf } from '../homes.ts'
import { type Asked, checkInput, readArguments } from './arguments.ts'
import { carryOut, InterruptedError } from './carry-out.ts'
import { allCommands, type Command } from './commands.ts'
import { exitCodeOf, reasonOf } from './exit-code.ts'
import { createProgress } from './progress.ts'
import { visit } from './seat.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface TerminalOptions<Session> {
  readonly args: readonly string[]
  readonly env: Environment
  readonly openCore: OpenCore<Session>
  /** Aborted by the first SIGINT. */
  readonly interrupted: AbortSignal
  readonly stdout: (line: string) => Promise<void>
  readonly stderr: { isTTY?: boolean; write(text: string): unknown }
}

type AskedCommand = Extract<Asked, { kind: 'command' }>

/** Runs one command line: one line of JSON on standard output, the rest on standard error. @returns the exit code */
export async function runTerminal<Session>(options: TerminalOptions<Session>): Promise<number> {
  const { args, env, stderr } = options
  try {
    refusePostgres(env)
    const asked = readArguments(args, allCommands())
    if (asked.kind === 'command') return await runCommand(asked, options)
    stderr.write(asked.text)
    return 0
  } catch (error) {
    return fail(error, options)
  }
}

async function runCommand<Session>(
  asked: AskedCommand,
  options: TerminalOptions<Session>,
): Promise<number> {
  const { env, openCore, interrupted, stderr } = options
  const { command } = asked
  const profile = command.needsProfile ? profileFor(asked, env) : null
  const input = withPaths(command, asked.input, calledFrom(env))
  checkInput(command, profile ? { ...input, profile: 'env' } : input)
  const progress = createProgress(stderr, Date.now)
  const onWait = (sentence: string) => stderr.write(`${sentence}\n`)
  const home = homeOf(env, asked.demo ? 'demo' : 'main')
  return visit({ home, openCore, interrupted, onWait }, async (client) => {
    const whole = profile ? { ...input, profile: await profile(client) } : input
    const { result, cancelled } = await carryOut(client, command, whole, { progress, interrupted })
    await options.stdout(JSON.stringify(result ?? null))
    const reason = reasonOf(result)
    if (reason !== null) stderr.write(`${reason}\n`)
    return cancelled ? 130 : exitCodeOf(result)
  })
}

/** How the command gets its profile: from the key of this run, or the demo's own. */
function profileFor({ demo, command }: AskedCommand, env: Environment) {
  const secretKey = env['STRIPE_SECRET_KEY']
  const apiBase = env['RELINK_STRIPE_API']
  if (demo) {
    return async (client: Client): Promise<string> => {
      const [first] = (await client.workspace.show()).profiles
      if (!first) throw new UsageError('The demo has no profile.')
      return first.id
    }
  }
  if (!secretKey) {
    throw new UsageError(
      `relink ${command.group} ${command.verb} asks Stripe: set STRIPE_SECRET_KEY to the key of the account, or work on the demo with --demo.`,
    )
  }
  return async (client: Client): Promise<string> =>
    (await client.session.begin({ secretKey, ...(apiBase && { apiBase }) })).id
}

function withPaths(command: Command, input: Record<string, unknown>, from: string) {
  const paths = command.flags.filter(
    ({ isPath, name }) => isPath && typeof input[name] === 'string',
  )
  const absolute = paths.map(({ name }) => [name, resolve(from, String(input[name]))])
  return { ...input, ...Object.fromEntries(absolute) }
}

async function fail<Session>(
  error: unknown,
  { stdout, stderr, interrupted }: TerminalOptions<Session>,
): Promise<number> {
  const { exitCode, code, message, data } =
    error instanceof InterruptedError
      ? { exitCode: 130, code: 'INTERRUPTED', message: error.message, data: null }
      : failureOf(error)
  stderr.write(`${message}\n`)
  await stdout(JSON.stringify({ error: { code, message, data } }))
  return interrupted.aborted ? 130 : exitCode
}
