import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** How another process of the same user reaches the owner of a home. The file is 0600: who reads it may call. */
const OwnerFile = z.object({
  port: z.number().int().positive(),
  token: z.string().min(1),
  pid: z.number().int().positive(),
  kind: z.enum(['window', 'terminal']),
})
export type OwnerFile = z.infer<typeof OwnerFile>

const fileOf = (home: string) => join(home, 'owner.json')

/** Replaces the file in one step: nobody ever reads half of it. */
export function writeOwnerFile(home: string, owner: OwnerFile): void {
  const draft = join(home, `.owner-${process.pid}.json`)
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 })
  renameSync(draft, fileOf(home))
}

/** What the last owner left, who may have ended since; null when there is none. */
export function readOwnerFile(home: string): OwnerFile | null {
  try {
    return OwnerFile.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Only the holder of the home's lock may call this. */
export function removeOwnerFile(home: string): void {
  rmSync(fileOf(home), { force: true })
}
