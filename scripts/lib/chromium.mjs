// Finds the Chromium that end-to-end tests and screenshots drive.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const known = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [`${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`],
}

/** Why there is none, and what to do. */
export const noChromium = process.env.CHROMIUM_PATH
  ? `CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which cannot be run`
  : 'no Chromium was found: install one, or set CHROMIUM_PATH to its executable'

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The executable's path, or undefined. Where CHROMIUM_PATH is set, no other is looked for: somebody meant it. */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH
  if (asked) return isExecutable(asked) ? asked : undefined
  return [...(known[process.platform] ?? []), ...playwrightsOwn()].find(isExecutable)
}

/** What `playwright install` leaves behind: <cache>/chromium…-<revision>/<platform>/<executable>. */
function playwrightsOwn() {
  const caches = {
    linux: join(homedir(), '.cache'),
    darwin: join(homedir(), 'Library/Caches'),
    win32: process.env.LOCALAPPDATA ?? '',
  }
  const base =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(caches[process.platform] ?? '', 'ms-playwright')
  if (!existsSync(base)) return []
  const executables = ['chrome', 'headless_shell', 'chrome-headless-shell']
  return readdirSync(base)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => readdirSync(join(base, name)).map((part) => join(base, name, part)))
    .flatMap((dir) => executables.map((name) => join(dir, name)))
    .flatMap((file) => (process.platform === 'win32' ? [`${file}.exe`] : [file]))
}
