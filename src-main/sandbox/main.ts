import { parseArgs } from 'node:util'
import { type SandboxOptions, startSandbox } from './index.ts'

const USAGE = `Usage: npm run sandbox -- [--port P] [--seed demo|empty|<users>] [--missing F] [--latency-ms N] [--rate N]`

/** A flag that makes no sense. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

function number(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= most)) {
    throw new UsageError(`--${name} must be a number from 0 to ${most}, not "${text}".`)
  }
  return value
}

function whole(name: string, text: string | undefined, most: number): number | undefined {
  const value = number(name, text, most)
  if (value !== undefined && !Number.isInteger(value)) {
    throw new UsageError(`--${name} must be a whole number, not "${text}".`)
  }
  return value
}

function seedOf(text: string | undefined): NonNullable<SandboxOptions['seed']> {
  if (text === undefined || text === 'demo' || text === 'empty') return text ?? 'demo'
  return whole('seed', text, 5_000_000) ?? 'demo'
}

function readArguments(argv: string[]): SandboxOptions {
  const values = parse(argv)
  const port = whole('port', values.port, 65_535) ?? 12_111
  const seed = seedOf(values.seed)
  const missing = number('missing', values.missing, 1)
  if (missing !== undefined && typeof seed !== 'number') {
    throw new UsageError('--missing needs a number of users as --seed.')
  }
  const latencyMs = whole('latency-ms', values['latency-ms'], 600_000)
  const rate = whole('rate', values.rate, 1_000_000)
  return {
    port,
    seed,
    ...(missing === undefined ? {} : { missing }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(rate === undefined ? {} : { rate }),
  }
}

function parse(argv: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: argv,
      options: { port: text, seed: text, missing: text, 'latency-ms': text, rate: text },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2))
  const { url, secretKey, liveSecretKey, close } = await startSandbox(options)
  process.stdout.write(`${JSON.stringify({ ready: true, url, secretKey, liveSecretKey })}\n`)
  const end = () => {
    close().then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  // Started by the demo: without whom it has nobody to serve.
  process.once('disconnect', end)
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const usage = error instanceof UsageError
  const hint = taken ? ' Another program uses that port: give another --port.' : ''
  process.stderr.write(`${message}${hint}${usage ? `\n${USAGE}` : ''}\n`)
  process.exit(usage ? 2 : 1)
}

main().catch(fail)
