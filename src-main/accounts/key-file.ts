import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

export type KeyFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** `why` goes on from the file's name: `may not be read by you.` */
  | { readonly kind: 'unreadable'; readonly why: string }

/** In bytes. What is larger is no file of settings. */
const largest = 1_000_000

/** Reads a small file of settings, which it never changes; a pipe or a device is not waited for. */
export async function readKeyFile(file: string): Promise<KeyFile> {
  try {
    const found = await stat(file)
    if (!found.isFile()) return { kind: 'unreadable', why: 'is no file.' }
    if (found.size > largest) return { kind: 'unreadable', why: 'is too large for such a file.' }
    return { kind: 'text', text: await readFile(file, 'utf8') }
  } catch (error) {
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): KeyFile {
  if (!(error instanceof Error && 'code' in error)) throw error
  const code = String(error.code)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' }
  const why = code === 'EACCES' ? 'may not be read by you.' : `could not be read (${code}).`
  return { kind: 'unreadable', why }
}

/** Where the Stripe CLI keeps its config, on every system. */
export function cliConfigFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'stripe', 'config.toml')
}
