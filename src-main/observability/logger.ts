import { pino } from 'pino'
import { createRotatingFile } from './rotating-file.ts'
import { scrub } from './scrub.ts'

/** `log.info({ profile }, 'sentence')`; `log.child({ profile })` says it on every line. */
export type Log = Pick<
  pino.Logger,
  'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'isLevelEnabled'
> & { child(context: Readonly<Record<string, unknown>>): Log }

export interface LoggerInput {
  /** `<home>/logs`. */
  readonly dir: string
  /** pino's names and `silent`; without one `RELINK_LOG`, else `info`. */
  readonly level?: string | undefined
  /** Hears the same lines, such as stderr of the terminal host. Never stdout, which belongs to answers. */
  readonly echo?: { write(line: string): unknown } | undefined
}

const megabyte = 1024 * 1024
const levels = new Set([...Object.keys(pino.levels.values), 'silent'])

/**
 * JSON lines in `relink.log`, five files of 5 MB. Keys, credentials and card numbers are taken out of the finished line,
 * so it does not matter where in an object or an error they were.
 */
export function createLogger({ dir, level, echo }: LoggerInput): Log {
  const file = createRotatingFile({ dir, name: 'relink', files: 5, bytes: 5 * megabyte })
  const wished = level ?? process.env['RELINK_LOG'] ?? 'info'
  let isBroken = false

  const write = (raw: string) => {
    const line = `${JSON.stringify(scrub(JSON.parse(raw)))}\n`
    echo?.write(line)
    try {
      file.append(line)
      isBroken = false
    } catch (error) {
      // A full disk must not end the work that it hinders; it is said once, where somebody may see it.
      if (!isBroken) process.stderr.write(`The log cannot be written: ${String(error)}\n`)
      isBroken = true
    }
  }

  return pino(
    {
      level: levels.has(wished) ? wished : 'info',
      base: { pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    },
    { write },
  )
}
