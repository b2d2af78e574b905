import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const OwnerFile = z.object({
  port: z.number().int().positive(),
  token: z.string().min(1),
  pid: z.number().int().positive(),
  kind: z.enum(['window', 'terminal']),
})

/** How another process of the same user reaches the owner of a home. The file is 0600: who reads it may call. */
export type OwnerFile = z.infer<typeof OwnerFile>

const Opening = z.object({ pid: z.number().int().positive(), opening: z.literal(true) })

/** What the last owner left, who may have ended since: it is opening the home, or can be reached. */
export type OwnerState = OwnerFile | z.infer<typeof Opening>

const fileOf = (home: string) => join(home, 'owner.json')

/** Replaces the file in one step: nobody ever reads half of it. Only the holder of the home's lock may call this. */
export function writeOwnerFile(home: string, state: OwnerState): void {
  const draft = join(home, `.owner-${process.pid}.json`)
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 })
  renameSync(draft, fileOf(home))
}

/** Null when there is none. */
export function readOwnerState(home: string): OwnerState | null {
  try {
    return z.union([OwnerFile, Opening]).parse(JSON.parse(readFileSync(fileOf(home), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** How to reach the owner; null when there is none, or it is not ready. */
export function readOwnerFile(home: string): OwnerFile | null {
  const state = readOwnerState(home)
  return state === null || 'opening' in state ? null : state
}

/** Only the holder of the home's lock may call this. */
export function removeOwnerFile(home: string): void {
  rmSync(fileOf(home), { force: true })
}
