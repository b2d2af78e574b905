import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Home, OpenCore } from '../core.ts'
import { refusePostgres } from '../environment.ts'
import { failureOf } from '../failure.ts'
import { homeOf, mainFolder } from '../homes.ts'
import { openUrl } from './open-url.ts'
import { type BrowserOptions, readOptions } from './options.ts'
import type { Window } from './serve-window.ts'
import { openWindow } from './window.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** The browser host as a process. It stays until it is interrupted, or ends at once where a window was open already. */
export async function browserMain<Session>(
  openCore: OpenCore<Session>,
  whichHome: () => Home['kind'],
  pages: string,
): Promise<void> {
  const json = process.argv.includes('--json')
  try {
    const options = readOptions(process.argv.slice(2))
    if (!existsSync(join(pages, 'index.html')))
      throw new Error('the pages are not built yet, which `npm start` does')
    const kind = whichHome()
    if (kind === 'main') refusePostgres(process.env)
    const home = homeOf(process.env, kind)
    const window = await openWindow({
      home,
      port: options.port,
      openCore,
      pages,
      onNotice: say,
      onFailure: (error) => process.exit(tell(error, json)),
    })
    await announce(window, mainFolder(process.env), options)
    if (!window.attached) staysUntilInterrupted(window)
  } catch (error) {
    // Whatever a failed start left open must not keep the process.
    await endAfter(() => tell(error, json))
  }
}

async function endAfter(lastWords: () => number): Promise<never> {
  const exitCode = lastWords()
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
  return process.exit(exitCode)
}

async function announce(window: Window, home: string, { json, open }: BrowserOptions) {
  const { url, pid, attached } = window
  if (json) {
    const line = { ready: true, url, home, pid, ...(attached && { attached }) }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
  const opened = open && (await openUrl(url))
  if (!json && !opened) process.stdout.write(`Open ${url} in a browser; this address works once.\n`)
  if (opened) say('Relink is open in your browser.')
}

function staysUntilInterrupted(window: Window): void {
  let isClosing = false
  const close = () => {
    if (isClosing) return
    isClosing = true
    window.close().then(
      () => process.exit(0),
      (error) => process.exit(tell(error, false)),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close)
}

/** @returns the exit code */
function tell(error: unknown, json: boolean): number {
  const { exitCode, code, message, data } = failureOf(error)
  say(message)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, data } })}\n`)
  return exitCode
}
