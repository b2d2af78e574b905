// `setup.mjs [build] [chromium]`: installs what is missing, and says on stderr what it does. Every npm script runs it
// first. Plain Node 18, no dependencies. When nothing is missing it is silent, quick, and needs no network.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { findChromium, isExecutable, noChromium } from './lib/chromium.mjs'
import { at, findNode, root } from './lib/paths.mjs'
import { aloneInThisClone } from './lib/setup-lock.mjs'
import { packagesAreThose, packagesStamp, readStamp, sourcesStamp } from './lib/stamps.mjs'

const wanted = new Set(process.argv.slice(2))
const stamps = {
  packages: at('node_modules/.relink-packages'),
  build: at('out/.relink-build'),
  chromium: at('node_modules/.relink-chromium-tried'),
}
const say = (sentence) => process.stderr.write(`set-up: ${sentence}\n`)

class SetupError extends Error {}

/** Runs a program with its output on stderr. @returns whether it ended well */
function run(program, args, options = {}) {
  const started = Date.now()
  const { error, status, signal } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    ...options,
  })
  if (error || status !== 0) {
    say(`${program} ended with ${error?.message ?? signal ?? `exit code ${status}`}`)
    return false
  }
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return true
}

function npm(...args) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args])
  const windows = process.platform === 'win32'
  return run(windows ? 'npm.cmd' : 'npm', args, { shell: windows })
}

const packagesAreCurrent = () => readStamp(stamps.packages) === packagesStamp()
const buildIsCurrent = () => readStamp(stamps.build) === sourcesStamp()
/** A search that found nothing is not repeated until the packages change, except in CI. */
const chromiumIsSettled = () =>
  process.env.CHROMIUM_PATH !== undefined ||
  findChromium() !== undefined ||
  (!process.env.CI && readStamp(stamps.chromium) === packagesStamp())

function installPackages() {
  if (packagesAreCurrent()) return
  const stamp = packagesStamp()
  if (!packagesAreThose()) {
    say('installing packages (npm ci, about a minute)')
    if (!npm('ci', '--no-audit', '--no-fund', '--loglevel=error')) {
      throw new SetupError('The packages could not be installed; npm says why above.')
    }
  }
  writeFileSync(stamps.packages, stamp)
}

function requireNode() {
  const node = findNode()
  if (node) return node
  throw new SetupError(
    `Relink needs Node 22 or newer on ${process.platform}-${process.arch}, and this is ${process.version}.`,
  )
}

/** Beside the old one, and put in its place when it is whole: what runs meanwhile never meets half a build. */
function build(node) {
  if (buildIsCurrent()) return
  const stamp = sourcesStamp()
  say('building')
  const cli = at('node_modules/electron-vite/bin/electron-vite.js')
  rmSync(at('out/.next'), { recursive: true, force: true })
  if (!run(node, [cli, 'build', '--outDir', at('out/.next'), '--logLevel', 'error'])) {
    throw new SetupError('The build failed; the reason stands above.')
  }
  for (const part of readdirSync(at('out/.next'))) {
    rmSync(at('out', part), { recursive: true, force: true })
    renameSync(at('out/.next', part), at('out', part))
  }
  rmSync(at('out/.next'), { recursive: true })
  writeFileSync(stamps.build, stamp)
}

/** Absence is no error here: whoever needs a Chromium says what it does without one. */
function fetchChromium(node) {
  if (chromiumIsSettled()) return
  say('looking for a Chromium for the end-to-end tests')
  if (isExecutable('/usr/bin/apt-get') && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args) =>
      run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env })
    if (apt('update')) apt('install', '-y', '--no-install-recommends', 'chromium')
  }
  if (!findChromium())
    run(node, [at('node_modules/playwright/cli.js'), 'install', '--only-shell', 'chromium'])
  if (!findChromium()) say(noChromium)
  writeFileSync(stamps.chromium, packagesStamp())
}

function setUp() {
  installPackages()
  const node = requireNode()
  if (wanted.has('build')) build(node)
  if (wanted.has('chromium')) fetchChromium(node)
}

const nothingToDo = () =>
  packagesAreCurrent() &&
  findNode() !== undefined &&
  (!wanted.has('build') || buildIsCurrent()) &&
  (!wanted.has('chromium') || chromiumIsSettled())

try {
  mkdirSync(at('out'), { recursive: true })
  if (!nothingToDo()) {
    aloneInThisClone(setUp, (pid) =>
      say(`waiting for another set-up of this folder (process ${pid})`),
    )
  }
} catch (error) {
  say(error instanceof SetupError ? error.message : error.stack)
  process.exitCode = 1
}
