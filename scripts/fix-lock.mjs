// Completes package-lock.json: npm drops an optional platform package from the lock when the
// registry cannot serve it (404), and `npm ci` then refuses that lock. Adds the missing entries.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.argv[2] ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const P = lock.packages
const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  aix: 'aix',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
}
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el']
let added = 0
for (const [where, pkg] of Object.entries(P)) {
  for (const [name, range] of Object.entries(pkg.optionalDependencies ?? {})) {
    let dir = where,
      found = false
    for (;;) {
      if (P[`${dir ? `${dir}/` : ''}node_modules/${name}`]) {
        found = true
        break
      }
      if (!dir) break
      const i = dir.lastIndexOf('node_modules/')
      dir = dir.slice(0, i).replace(/\/$/, '')
    }
    if (found) continue
    const words = name.split(/[-/@]/)
    const os = words.map((w) => OS[w]).find(Boolean)
    const cpu =
      CPU.find((c) => words.includes(c)) ??
      (words.includes('armhf') || words.includes('musleabihf') ? 'arm' : undefined)
    if (!os) {
      console.error(`fix-lock: ${name} (of ${where}) is absent and names no platform`)
      process.exitCode = 1
      continue
    }
    P[`node_modules/${name}`] = {
      version: range,
      ...(cpu && { cpu: [cpu] }),
      ...(pkg.dev && { dev: true }),
      optional: true,
      os: [os],
      ...(os === 'linux' && { libc: [/musl/.test(name) ? 'musl' : 'glibc'] }),
    }
    added++
    console.log('fix-lock: added', name, range, os, cpu)
  }
}
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)))
if (added) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
