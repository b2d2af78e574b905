// One set-up at a time in one clone: several terminals may start at once, and only one may install or build.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { at } from './paths.mjs'

const file = at('out/.setup-lock')
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** Made elsewhere and linked into place, so that nobody ever reads a lock without its holder. */
function take() {
  const mine = `${file}-${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(mine)
  }
}

/** The process that holds the lock, or null when it has ended without taking the lock away. */
function holder() {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

/** Runs `work` while no other set-up of this clone runs. `onWait` is told once whom it waits for. */
export function aloneInThisClone(work, onWait) {
  let told = false
  while (!take()) {
    const pid = holder()
    if (pid === null) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) onWait(pid)
    told = true
    pause(200)
  }
  try {
    return work()
  } finally {
    rmSync(file, { force: true })
  }
}
