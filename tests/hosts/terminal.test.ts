import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTerminal } from '../../src-main/hosts/terminal/run-terminal.ts'
import { openFakeCore } from './support/fake-core.ts'
import { aHome, allow, effects, onlyLine, start, until } from './support/processes.ts'

const run = (home: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  start('terminal', home, args, env).ended

describe('a terminal command', () => {
  it('prints one line of JSON and nothing else on standard output', async () => {
    const { code, stdout, stderr } = await run(aHome(), ['recovery', 'ensure', '--user', 'quick'])
    expect(onlyLine(stdout)).toEqual({ outcome: 'created', customerId: 'cus_for_quick' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('waits for its job and prints what it came to', async () => {
    const home = aHome()
    const command = start('terminal', home, ['recovery', 'audit'])
    await until(() => effects(home).includes('audit'), 'the audit began')
    allow(home, 'finish')
    const { code, stdout } = await command.ended
    expect(onlyLine(stdout)).toMatchObject({ audited: expect.any(Number), refused: null })
    expect(code).toBe(0)
  })

  it('ends with 1 when the result is a refusal', async () => {
    const { code, stdout } = await run(aHome(), ['recovery', 'ensure', '--user', 'refused'])
    expect(onlyLine(stdout)).toMatchObject({ outcome: 'refused' })
    expect(code).toBe(1)
  })

  it('ends with 1 when a call ends in an error of its own', async () => {
    const { code, stdout, stderr } = await run(aHome(), ['recovery', 'show', '--case', '7'])
    const message = 'There is no such case.'
    expect(onlyLine(stdout)).toEqual({ error: { code: 'CASE_UNKNOWN', message, data: null } })
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${message}\n` })
  })

  it('works without a key where nothing is asked of Stripe', async () => {
    const keyless = { STRIPE_SECRET_KEY: '' }
    expect((await run(aHome(), ['activity', 'verify'], keyless)).code).toBe(0)
    expect((await run(aHome(), ['directory', 'export', '--file', 'x.csv'], keyless)).code).toBe(0)
  })

  it('takes paths from where it was called', async () => {
    const { stdout } = await run(aHome(), ['directory', 'export', '--file', 'users.csv'], {
      npm_lifecycle_event: 'relink',
      INIT_CWD: '/somewhere/else',
    })
    expect(onlyLine(stdout)['file']).toBe('/somewhere/else/users.csv')
  })

  it("uses the demo's own profile with --demo", async () => {
    const home = aHome()
    const { code } = await run(home, ['recovery', 'list', '--demo'], { STRIPE_SECRET_KEY: '' })
    expect(code).toBe(0)
    expect(effects(join(home, 'demo'))[0]).toMatch(/^opened/)
    expect(effects(home)).toEqual([])
  })

  it('leaves no key in the home, also when the key was wrong', async () => {
    const home = aHome()
    const { code, stdout } = await run(home, ['recovery', 'list'], {
      STRIPE_SECRET_KEY: 'pk_test_4eC39HqLyjWDarjtT1zdp7dc',
    })
    expect(onlyLine(stdout)).toMatchObject({ error: { code: 'KEY' } })
    expect(code).toBe(2)
    expect(readFileSync(join(home, 'logs/relink.log'), 'utf8')).not.toContain(
      '4eC39HqLyjWDarjtT1zdp7dc',
    )
  })
})

/** The same in this process: quicker where no second process matters. */
async function runHere(home: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  let stdout = ''
  let stderr = ''
  const code = await runTerminal({
    args,
    env: { RELINK_HOME: home, STRIPE_SECRET_KEY: 'sk_test_1', ...env },
    openCore: openFakeCore,
    interrupted: new AbortController().signal,
    stdout: async (line) => {
      stdout += `${line}\n`
    },
    stderr: { write: (text: string) => (stderr += text) },
  })
  return { code, stdout, stderr }
}

describe('a command line that is not understood', () => {
  const asked: [string, string[], NodeJS.ProcessEnv?][] = [
    ['nothing', []],
    ['a group without a verb', ['recovery']],
    ['an unknown group', ['recover', 'all']],
    ['an unknown verb', ['recovery', 'everything']],
    ['an unknown flag', ['recovery', 'audit', '--fast']],
    ['a missing flag', ['recovery', 'ensure']],
    ['a flag that windows alone may use', ['recovery', 'run', '--case', '1', '--plan-hash', 'x']],
    ['a number that is none', ['recovery', 'show', '--case', 'seven']],
    ['a number out of range', ['recovery', 'list', '--limit', '0']],
    ['a word that is no choice', ['recovery', 'list', '--state', 'broken']],
    ['a run of neither one nor all', ['recovery', 'run']],
    ['a missing key', ['recovery', 'audit'], { STRIPE_SECRET_KEY: '' }],
    ['a PostgreSQL directory', ['recovery', 'audit'], { DATABASE_URL: 'postgres://db' }],
  ]
  it.each(asked)('ends with 2 and one line that says why: %s', async (_, args, env) => {
    const { code, stdout, stderr } = await runHere(aHome(), args, env)
    const { error } = onlyLine(stdout)
    expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    expect(code).toBe(2)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it("says that this version can't open PostgreSQL", async () => {
    const { stdout } = await runHere(aHome(), ['alerts', 'list'], { DATABASE_URL: 'postgres://db' })
    expect(stdout).toContain("this version can't open PostgreSQL")
  })
})

describe('an interrupted command', () => {
  it('cancels its job, prints what was done, and ends with 130', async () => {
    const home = aHome()
    const command = start('terminal', home, ['recovery', 'audit'])
    await until(() => effects(home).includes('audit'), 'the audit began')
    command.kill('SIGINT')
    const { code, stdout } = await command.ended
    expect(onlyLine(stdout)).toMatchObject({ audited: expect.any(Number) })
    expect(code).toBe(130)
    expect(effects(home).at(-1)).toMatch(/^closed/)
  })

  it('gives up a call that is no job, and ends with 130', async () => {
    const home = aHome()
    const command = start('terminal', home, ['recovery', 'ensure', '--user', '1'])
    await until(() => effects(home).length > 1, 'the call began')
    command.kill('SIGINT')
    const { code, stdout } = await command.ended
    expect(onlyLine(stdout)).toMatchObject({ error: { code: 'INTERRUPTED' } })
    expect(code).toBe(130)
  })
})
