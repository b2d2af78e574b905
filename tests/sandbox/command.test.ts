import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { aSandbox } from './support.ts'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function run(...flags: string[]) {
  const entry = new URL('../../src-main/sandbox/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk
  })
  return { child, output, ended: once(child, 'close').then(([code]) => code) }
}

describe('npm run sandbox', () => {
  it('prints one line of JSON when it answers, and ends cleanly when told to', async () => {
    const { child, output, ended } = run('--port', '0', '--seed', '30')
    await expect.poll(() => output.stdout, { timeout: 10_000 }).toContain('\n')
    const ready = JSON.parse(output.stdout)
    expect(ready).toMatchObject({ ready: true, secretKey: 'sk_test_world' })
    const answer = await fetch(`${ready.url}/v1/customers`, {
      headers: { authorization: `Bearer ${ready.secretKey}` },
    })
    expect(answer.status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(output.stdout.trim().split('\n')).toHaveLength(1)
    expect(output.stderr).toBe('')
  })

  it('says in one sentence that a flag is wrong or the port is taken', async () => {
    const wrong = run('--seed', 'many')
    expect(await wrong.ended).toBe(2)
    expect(wrong.output.stderr).toContain('--seed must be')
    const unknown = run('--colour', 'red')
    expect(await unknown.ended).toBe(2)
    expect(unknown.output.stderr).toContain('--colour')
    const { port } = await aSandbox()
    const taken = run('--port', String(port), '--seed', 'empty')
    expect(await taken.ended).toBe(1)
    expect(taken.output.stderr).toContain('Another program uses that port')
  })
})
