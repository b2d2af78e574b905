// Says whether packages and build are those of the files on disk.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { at, filesBelow } from './paths.mjs'

const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

export const packagesStamp = () =>
  sha256(readFileSync(at('package-lock.json')), process.platform, process.arch)

/** True when `npm ci` was run by hand on this lock: npm leaves beside the packages a list of what it installed. */
export function packagesAreThose() {
  const hidden = at('node_modules/.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([where, { version, optional, os, cpu }]) => {
    if (where === '') return true
    const here = (os ?? [process.platform]).includes(process.platform)
    const fits = here && (cpu ?? [process.arch]).includes(process.arch)
    // The registry may not have an optional package of this platform; a needed one is missed by whoever needs it.
    if (optional && installed[where] === undefined)
      return !fits || !/\/node-(bin-)?[a-z]+-/.test(where)
    return installed[where]?.version === version
  })
}

/** Changes when any source of the build is added, removed, renamed or written. */
export function sourcesStamp() {
  const files = [
    'src-main',
    'src-preload',
    'src-renderer',
    'package.json',
    'electron.vite.config.ts',
  ]
    .flatMap(filesBelow)
    .filter((file) => !/\.(test\.tsx?|md)$/.test(file))
    .sort()
  const lines = files.map((file) => {
    const { mtimeMs, size } = statSync(at(file))
    return `${file} ${mtimeMs} ${size}\n`
  })
  return sha256(packagesStamp(), ...lines)
}

export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
