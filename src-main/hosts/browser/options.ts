import { parseArgs } from 'node:util'
import { UsageError } from '../failure.ts'

export interface BrowserOptions {
  /** Opens the page in the system's browser. */
  readonly open: boolean
  /** One line of JSON on standard output in place of a sentence. */
  readonly json: boolean
  readonly port: number | null
}

const usage = 'npm start -- [--browser] [--no-open] [--json] [--port <number>]'

/** @throws UsageError with a sentence for a person */
export function readOptions(args: readonly string[]): BrowserOptions {
  const { values } = parse(args)
  return {
    open: values['no-open'] !== true,
    json: values.json === true,
    port: values.port === undefined ? null : portOf(values.port),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        // The only window there is in this version; the flag says so for good.
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        json: { type: 'boolean' },
        port: { type: 'string' },
      },
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${why.replace(/\.$/, '')}. Usage: ${usage}`)
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536 && text.trim() !== '') return port
  throw new UsageError(
    `--port takes a number from 1 to 65535, and ${JSON.stringify(text)} is none.`,
  )
}
