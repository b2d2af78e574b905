import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposableSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockHome } from '../../src-main/db/index.ts'

const aHome = () => mkdtempDisposableSync(join(tmpdir(), 'relink-lock-'))

/** Another process that asked for the home, and what it was told. */
async function anotherProcess(home: string) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'home-holder-process.ts'), home],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const [said] = await once(child.stdout, 'data')
  return {
    said: String(said).trim(),
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

describe('the lock of a home', () => {
  it('is held by one process, and free at once when that is killed', async () => {
    using home = aHome()
    const owner = await anotherProcess(home.path)
    expect(owner.said).toBe('held')
    expect(lockHome(home.path)).toBeNull()

    await owner.kill()

    const lock = lockHome(home.path)
    expect(lock).not.toBeNull()
    lock?.release()
  })

  it('refuses others at once for as long as it is held, and lets them in after', async () => {
    using home = aHome()
    const lock = lockHome(home.path)
    const refused = await anotherProcess(home.path)
    expect(refused.said).toBe('refused')

    lock?.release()

    const owner = await anotherProcess(home.path)
    expect(owner.said).toBe('held')
    await owner.kill()
  })

  it('is not lost when the owner itself asks again', async () => {
    using home = aHome()
    const lock = lockHome(home.path)
    expect(lockHome(home.path)).toBeNull()
    expect((await anotherProcess(home.path)).said).toBe('refused')
    lock?.release()
  })

  it('leaves one private, empty file', () => {
    using home = aHome()
    lockHome(home.path)?.release()
    expect(readdirSync(home.path)).toEqual(['owner.lock'])
    expect(statSync(join(home.path, 'owner.lock'))).toMatchObject({ size: 0 })
    expect(statSync(join(home.path, 'owner.lock')).mode & 0o777).toBe(0o600)
  })
})
