import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { start } from './process.ts'

/** A browser host as a person starts it, in a home that nobody else has. */
export interface Host {
  /** Lets a browser in, once. */
  readonly url: string
  /** The customer id that the directory's column holds for a user. */
  storedId(user: string): string | null
  storedIds(): ReadonlyMap<string, string | null>
  /** How many users have another id stored than in `before`. */
  changedSince(before: ReadonlyMap<string, string | null>): number
  stop(): Promise<void>
}

interface Row {
  readonly id: string
  readonly stored: string | null
}

/** A folder for one test. */
export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), 'relink-e2e-'))
}

/** @param seed - The sandbox's world: `demo`, or a number of users. */
export function startDemo(seed: string): Promise<Host> {
  const home = makeHome()
  return startHost(home, join(home, 'demo'), { RELINK_DEMO_SEED: seed })
}

/** @param folder - Where the directory of the workspace lies. */
export async function startHost(
  home: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Host> {
  const host = await start(['out/main/browser.js', '--browser', '--no-open', '--json'], {
    RELINK_HOME: home,
    ...env,
  })
  const storedIds = () => readStoredIds(join(folder, 'directory.sqlite'))
  return {
    url: String(host.ready['url']),
    storedIds,
    storedId: (user) => storedIds().get(user) ?? null,
    changedSince: (before) =>
      [...storedIds()].filter(([id, stored]) => before.get(id) !== stored).length,
    stop: async () => {
      await host.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function readStoredIds(file: string): ReadonlyMap<string, string | null> {
  const directory = new Database(file, { readonly: true })
  try {
    const rows = directory
      .prepare<[], Row>('SELECT id, stripe_customer_id_test AS stored FROM user')
      .all()
    return new Map(rows.map(({ id, stored }) => [id, stored]))
  } finally {
    directory.close()
  }
}
