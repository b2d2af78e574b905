import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface RotatingFileInput {
  readonly dir: string
  /** Without its ending: `relink` makes relink.log, then relink.1.log (the last one full) and so on. */
  readonly name: string
  readonly files: number
  /** Of one file. */
  readonly bytes: number
}

/** Appends synchronously, so that a crash keeps the last lines, and never holds more than `files` × `bytes`. */
export function createRotatingFile({ dir, name, files, bytes }: RotatingFileInput) {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const nth = (n: number) => join(dir, n === 0 ? `${name}.log` : `${name}.${n}.log`)
  let size = sizeOf(nth(0))

  const rotate = () => {
    rmSync(nth(files - 1), { force: true })
    for (let n = files - 2; n >= 0; n--) if (sizeOf(nth(n)) > 0) renameSync(nth(n), nth(n + 1))
    size = 0
  }

  return {
    append(line: string): void {
      const length = Buffer.byteLength(line)
      if (size > 0 && size + length > bytes) rotate()
      appendFileSync(nth(0), line, { mode: 0o600 })
      if (size === 0) chmodSync(nth(0), 0o600)
      size += length
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
