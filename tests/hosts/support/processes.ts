import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

const started: ChildProcess[] = []
const folders: string[] = []
const closers: (() => Promise<void>)[] = []

/** Closes what a test opened in this process, before its folders go. */
export const closeAfterwards = (close: () => Promise<void>): void => void closers.push(close)

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function aHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'relink-home-'))
  folders.push(folder)
  return folder
}

/** Makes the file that the fake core waits for. */
export const allow = (home: string, what: 'answer' | 'finish'): void =>
  writeFileSync(join(home, what), '')

/** What calls left behind, line by line. */
export function effects(home: string): string[] {
  const file = join(home, 'effects')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

export interface Running {
  readonly pid: number
  stdout(): string
  stderr(): string
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

const hosts = {
  terminal: fileURLToPath(new URL('./terminal.ts', import.meta.url)),
  browser: fileURLToPath(new URL('./browser.ts', import.meta.url)),
}
// Inside the package, so that what is not bundled is found; a folder a test file, as they run side by side.
const bundles = join(import.meta.dirname, `../../../out/test-hosts-${process.pid}`)

/** Bundled as the product is: a bundle starts four times as fast as its sources, and these tests start many. */
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@napi-rs/keyring', 'better-sqlite3', 'ws'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: bundles,
      rolldownOptions: { input: hosts, output: { entryFileNames: '[name].js' } },
    },
  })
})

afterAll(() => rmSync(bundles, { recursive: true, force: true }))

/** Starts a host on the fake core. */
export function start(
  host: 'terminal' | 'browser',
  home: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Running {
  const child = spawn(process.execPath, [join(bundles, `${host}.js`), ...args], {
    env: { PATH: process.env['PATH'], RELINK_HOME: home, STRIPE_SECRET_KEY: 'sk_test_1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr }))),
  }
}

/** The one line of JSON on standard output; anything else there fails. */
export function onlyLine(stdout: string): Record<string, unknown> {
  expect(stdout.trim().split('\n')).toHaveLength(1)
  return JSON.parse(stdout)
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`It never came to this: ${what}`)
    await pause(20)
  }
}

/** A window that is open; its address is that of its line. */
export async function aWindow(home: string, args: readonly string[] = []) {
  const window = start('browser', home, [
    '--no-open',
    '--json',
    '--port',
    String(freePort()),
    ...args,
  ])
  await until(() => window.stdout().includes('\n'), `a line of the window: ${window.stderr()}`)
  const line = onlyLine(window.stdout())
  return { ...window, line, url: new URL(String(line['url'])) }
}

let nextPort = 20_000 + (process.pid % 20_000)
const freePort = () => nextPort++
