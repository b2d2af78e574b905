import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** A browser host as a person starts it: the demo, in a home that nobody else has. */
export interface Host {
  /** Lets a browser in, once. */
  readonly url: string
  /** The customer id that the directory's column holds for a user. */
  storedId(user: string): string | null
  /** How many users have an id stored that is not the one they had in `before`. */
  changedSince(before: ReadonlyMap<string, string | null>): number
  storedIds(): ReadonlyMap<string, string | null>
  stop(): Promise<void>
}

interface Row {
  readonly id: string
  readonly stored: string | null
}

/** @param seed - The sandbox's world: `demo`, or a number of users. */
export async function startHost(seed: string): Promise<Host> {
  const home = mkdtempSync(join(tmpdir(), 'relink-e2e-'))
  const child = spawn(
    process.execPath,
    ['out/main/browser.js', '--browser', '--no-open', '--json'],
    {
      env: { ...process.env, RELINK_HOME: home, RELINK_DEMO_SEED: seed },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const { url } = await readyLine(child)
  const storedIds = () => {
    const directory = new Database(join(home, 'demo', 'directory.sqlite'), { readonly: true })
    try {
      const rows = directory
        .prepare<[], Row>('SELECT id, stripe_customer_id_test AS stored FROM user')
        .all()
      return new Map(rows.map(({ id, stored }) => [id, stored]))
    } finally {
      directory.close()
    }
  }
  return {
    url,
    storedIds,
    storedId: (user) => storedIds().get(user) ?? null,
    changedSince: (before) =>
      [...storedIds()].filter(([id, stored]) => before.get(id) !== stored).length,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function readyLine(child: ChildProcess): Promise<{ url: string }> {
  let out = ''
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The host ended before it was ready: ${said}${out}`)
  })
  ended.catch(() => undefined)
  const stdout = child.stdout?.setEncoding('utf8')
  while (stdout && !out.includes('\n')) {
    const [text] = await Promise.race([once(stdout, 'data'), ended])
    out += String(text)
  }
  const line: unknown = JSON.parse(out)
  if (typeof line === 'object' && line !== null && 'url' in line && typeof line.url === 'string') {
    return { url: line.url }
  }
  throw new Error(`The host said ${out}`)
}
