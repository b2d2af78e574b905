import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aHome, allow, aWindow, effects, onlyLine, start, until } from './support/processes.ts'

const opened = (home: string) => effects(home).filter((line) => line.startsWith('opened'))
const ensuring = (home: string) => effects(home).filter((line) => line.startsWith('ensure'))
const ensure = (home: string, user: string, env: NodeJS.ProcessEnv = {}) =>
  start('terminal', home, ['recovery', 'ensure', '--user', user], env)

describe('one home', () => {
  it('is opened by one process, and the other is its client with its own key', async () => {
    const home = aHome()
    const first = ensure(home, 'a', { STRIPE_SECRET_KEY: 'sk_test_a' })
    await until(() => ensuring(home).length === 1, 'the first call began')
    const second = ensure(home, 'b', { STRIPE_SECRET_KEY: 'sk_test_b' })
    await until(() => ensuring(home).length === 2, 'the second call began')
    allow(home, 'answer')
    expect((await first.ended).code).toBe(0)
    expect(onlyLine((await second.ended).stdout)).toMatchObject({ customerId: 'cus_for_b' })
    expect(opened(home)).toHaveLength(1)
    expect(ensuring(home)).toEqual([
      `ensure a with sk_test_a by ${first.pid}`,
      `ensure b with sk_test_b by ${first.pid}`,
    ])
  })

  it('stays open until the last client has its answer', async () => {
    const home = aHome()
    const owner = start('terminal', home, ['recovery', 'audit'])
    await until(() => effects(home).includes('audit'), 'the audit began')
    const client = ensure(home, 'late')
    await until(() => ensuring(home).length === 1, "the client's call began")
    allow(home, 'finish')
    await until(() => owner.stdout() !== '', 'the owner has its own answer')
    allow(home, 'answer')
    expect(onlyLine((await client.ended).stdout)).toMatchObject({ customerId: 'cus_for_late' })
    expect((await owner.ended).code).toBe(0)
    expect(opened(home)).toHaveLength(1)
  })

  it('serves twenty terminals that start at once, each with one answer', async () => {
    const home = aHome()
    const commands = Array.from({ length: 20 }, () => ensure(home, 'quick'))
    const ends = await Promise.all(commands.map((command) => command.ended))
    expect(ends.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, () => 0))
    for (const { stdout } of ends) {
      expect(onlyLine(stdout)).toMatchObject({ customerId: 'cus_for_quick' })
    }
    expect(ensuring(home).length).toBeGreaterThanOrEqual(20)
  }, 60_000)

  it('is taken over by a client whose owner was killed, which does its command again', async () => {
    const home = aHome()
    const owner = ensure(home, 'a')
    await until(() => ensuring(home).length === 1, "the owner's call began")
    const client = ensure(home, 'b')
    await until(() => ensuring(home).length === 2, "the client's call began")
    owner.kill('SIGKILL')
    await until(() => ensuring(home).length === 3, 'the client began again')
    allow(home, 'answer')
    expect(onlyLine((await client.ended).stdout)).toMatchObject({ customerId: 'cus_for_b' })
    expect(ensuring(home).at(-1)).toBe(`ensure b with sk_test_1 by ${client.pid}`)
  })

  it('passes over what a killed owner left', async () => {
    const home = aHome()
    const owner = { port: 9, token: 'x', pid: 2 ** 22, kind: 'terminal' }
    writeFileSync(join(home, 'owner.json'), JSON.stringify(owner))
    expect((await ensure(home, 'quick').ended).code).toBe(0)
  })

  it('names the owner that does not answer, and changes nothing', async () => {
    const home = aHome()
    const owner = ensure(home, 'a')
    await until(() => ensuring(home).length === 1, "the owner's call began")
    owner.kill('SIGSTOP')
    const { code, stdout } = await ensure(home, 'b').ended
    expect(code).toBe(1)
    expect(onlyLine(stdout)).toMatchObject({
      error: { code: 'OWNER_SILENT', message: expect.stringContaining(`kill ${owner.pid}`) },
    })
    expect(ensuring(home)).toHaveLength(1)
  })

  it('keeps the way to its owner private', async () => {
    const home = aHome()
    ensure(home, 'a')
    await until(() => ensuring(home).length === 1, 'the call began')
    expect(statSync(join(home, 'owner.json')).mode & 0o777).toBe(0o600)
  })
})

describe('a window', () => {
  it('serves a terminal on the same home', async () => {
    const home = aHome()
    const window = await aWindow(home)
    const { stdout } = await start('terminal', home, ['recovery', 'list', '--demo']).ended
    expect(onlyLine(stdout)).toEqual({ items: [], next: null })
    expect(opened(join(home, 'demo'))).toEqual([`opened by ${window.pid}`])
  })

  it('that is opened a second time is the first one, with an address that works', async () => {
    const home = aHome()
    const first = await aWindow(home)
    const second = await aWindow(home)
    expect(second.line).toMatchObject({ ready: true, attached: true, home, pid: first.pid })
    expect((await second.ended).code).toBe(0)
    expect(second.url.host).toBe(first.url.host)
    expect((await fetch(second.url, { redirect: 'manual' })).status).toBe(303)
  })

  it('works through a terminal that owns the home, and takes over when that ends', async () => {
    const home = aHome()
    const demo = join(home, 'demo')
    const terminal = start('terminal', home, ['recovery', 'audit', '--demo'])
    await until(() => effects(demo).includes('audit'), 'the audit began')
    const window = await aWindow(home)
    expect(window.stderr()).toContain(`process ${terminal.pid}`)
    expect(opened(demo)).toEqual([`opened by ${terminal.pid}`])
    allow(demo, 'finish')
    expect((await terminal.ended).code).toBe(0)
    await until(() => opened(demo).length === 2, 'the window took over')
    expect(opened(demo).at(-1)).toBe(`opened by ${window.pid}`)
  })
})
