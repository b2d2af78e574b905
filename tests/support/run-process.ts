import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Errand } from '../recovery/console-process.ts'

const entry = join(import.meta.dirname, '../recovery/console-process.ts')

/** Runs an errand in a process of its own. Resolves with the signal that ended it, or null and the line it printed. */
export async function runProcess(errand: Errand): Promise<{ signal: string | null; line: string }> {
  const cache = { NODE_COMPILE_CACHE: join(tmpdir(), 'relink-test-compiled') }
  const child = spawn(process.execPath, [entry, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...cache },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let line = ''
  child.stdout.on('data', (chunk) => {
    line += chunk
  })
  const [, signal]: unknown[] = await once(child, 'close')
  return { signal: typeof signal === 'string' ? signal : null, line }
}
