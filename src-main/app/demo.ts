import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { audit } from '../recovery/index.ts'
import { type OpenProfile, openProfile } from './profiles.ts'
import type { Workspace } from './workspace.ts'

const Ready = z.object({ ready: z.literal(true), url: z.string(), secretKey: z.string() })

/** The sandbox of a demo: a process of its own that ends with this one, however this one ends. */
export interface DemoSandbox {
  readonly url: string
  readonly secretKey: string
  close(): void
}

/** Every start makes the demo anew: only what this process holds open stays. */
export function clearDemo(home: string): void {
  if (!existsSync(home)) return
  for (const name of readdirSync(home)) {
    if (name.endsWith('.sqlite') || /\.sqlite-(wal|shm)$/.test(name)) rmSync(join(home, name))
  }
}

export async function startDemoSandbox(seed: string): Promise<DemoSandbox> {
  const entry = new URL(`${entryFolder()}${extname(import.meta.url)}`, import.meta.url)
  const child = fork(fileURLToPath(entry), ['--seed', seed, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('The sandbox has no output to be read.')
  const ended = once(child, 'exit').then(() => {
    throw new Error('The sandbox of the demo ended before it was ready.')
  })
  const [line]: unknown[] = await Promise.race([once(stdout.setEncoding('utf8'), 'data'), ended])
  ended.catch(() => {
    // It ends when the demo ends; there is nobody left to tell.
  })
  const { url, secretKey } = Ready.parse(JSON.parse(String(line)))
  return { url, secretKey, close: () => child.kill('SIGTERM') }
}

/** From source the entry lies in the sandbox's folder; bundled, beside this file. */
function entryFolder(): string {
  return extname(import.meta.url) === '.ts' ? '../sandbox/main' : './sandbox'
}

/** Fills a fresh demo: its people, their customers, and what an audit finds. */
export async function fillDemo(workspace: Workspace, sandbox: DemoSandbox): Promise<OpenProfile> {
  const answer = await fetch(`${sandbox.url}/_sandbox/directory.csv`)
  if (!answer.ok) throw new Error(`The sandbox did not give its directory (${answer.status}).`)
  const file = join(workspace.home, 'people.csv')
  writeFileSync(file, await answer.text())
  await workspace.directory.importCsv({ file })
  rmSync(file)
  const { secretKey, url } = sandbox
  const profile = await openProfile(workspace, {
    secretKey,
    apiBase: url,
    label: 'Acme Diary',
    sandbox: true,
  })
  workspace.summaries.keep(profile.bench(), await audit(profile.bench(), {}))
  return profile
}
