import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aHome, aSandbox } from '../support/afterwards.ts'
import { aKeyRing, aRun } from './support.ts'

async function aStart() {
  const sandbox = await aSandbox()
  const keyRing = aKeyRing()
  const run = aRun({ home: aHome(), url: sandbox.url, keyRing })
  const write = (name: string, text: string) => writeFileSync(join(run.folder, name), text)
  return { ...run, keyRing, write }
}

const env = `# ours
export STRIPE_SECRET_KEY="sk_test_51AbcdefghijK4242" # test
STRIPE_WEBHOOK_SECRET='whsec_abc'
STRIPE_PUBLISHABLE_KEY=pk_test_abc
DATABASE_URL=postgres://u:p@localhost/app
SMTP_HOST=mail.example
SMTP_PASSWORD=
OTHER_SECRET=hunter2
`

const cli = `color = ''
project-name = 'default'

[default]
account_id = 'acct_1'
display_name = "Acme # 1"
test_mode_api_key = 'rk_test_51CliCliCliCli1111'
test_mode_key_expires_at = '2026-12-31'
live_mode_api_key = 'rk_live_****************aaaa'

[old]
secret_key = "sk_test_51OldOldOldOld2222"
`

describe('a .env that was pasted', () => {
  it('gives its secret key to a profile, and names what has no use yet', async () => {
    const { client, keyRing } = await aStart()
    const { profile, notUsedYet } = await client.accounts.importText({ text: env })
    expect(profile).toMatchObject({ keyHint: 'sk_test_…4242', environment: 'test' })
    expect([...keyRing.secrets.values()]).toEqual(['sk_test_51AbcdefghijK4242'])
    expect(notUsedYet).toEqual([
      'DATABASE_URL',
      'SMTP_HOST',
      'STRIPE_PUBLISHABLE_KEY',
      'STRIPE_WEBHOOK_SECRET',
    ])
  })

  it.each([
    ['', 'absent'],
    ['STRIPE_SECRET_KEY=\n', 'absent'],
    ['STRIPE_SECRET_KEY=pk_test_51Abcdefghij', 'publishable'],
    ['STRIPE_SECRET_KEY=$VAULT_KEY', 'malformed'],
  ])('%j is refused as %s', async (text, reason) => {
    const { client } = await aStart()
    await expect(client.accounts.importText({ text })).rejects.toMatchObject({
      code: 'KEY',
      data: { reason },
    })
  })
})

describe('a .env that a terminal names', () => {
  it('is read, and never changed', async () => {
    const { client, write, folder } = await aStart()
    write('production.env', env)
    const file = join(folder, 'production.env')
    const before = statSync(file).mtimeMs
    expect(await client.accounts.import({ file })).toMatchObject({
      profile: { keyHint: 'sk_test_…4242' },
    })
    expect(statSync(file).mtimeMs).toBe(before)
  })

  it('may be missing, a folder, or endless', async () => {
    const { client, folder } = await aStart()
    for (const file of [join(folder, 'nothing'), folder, '/dev/zero']) {
      await expect(client.accounts.import({ file })).rejects.toMatchObject({
        code: 'FILE',
        data: { file },
      })
    }
  })
})

describe('the keys that lie on this machine', () => {
  it('are shown without being told', async () => {
    const { client, write, folder } = await aStart()
    write('.env', env)
    write('config.toml', cli)
    const found = await client.accounts.found()
    expect(found.sources).toMatchObject([
      {
        source: 'env_file',
        file: join(folder, '.env'),
        keys: [
          { name: 'STRIPE_SECRET_KEY', hint: 'sk_test_…4242', environment: 'test', problem: null },
        ],
        problem: null,
      },
      {
        source: 'stripe_cli',
        keys: [
          {
            name: 'default.test_mode_api_key',
            hint: 'rk_test_…1111',
            environment: 'test',
            expires: '2026-12-31',
            problem: null,
          },
          { name: 'default.live_mode_api_key', environment: 'live', problem: { reason: 'masked' } },
          { name: 'old.secret_key', hint: 'sk_test_…2222' },
        ],
      },
    ])
    for (const secret of ['51Abc', 'whsec_abc', 'hunter2', '51Cli', '51Old', 'u:p@'])
      expect(JSON.stringify(found)).not.toContain(secret)
  })

  it('are none where neither file is there, and files that cannot be read say why', async () => {
    const { client, write, folder } = await aStart()
    expect(await client.accounts.found()).toEqual({ sources: [] })
    write('config.toml', 'x'.repeat(1_000_001))
    expect((await client.accounts.found()).sources).toMatchObject([
      { source: 'stripe_cli', keys: [], problem: expect.stringContaining('too large') },
    ])
    write('config.toml', '\u0000\ufffd = [[[ "')
    chmodSync(join(folder, 'config.toml'), 0o400)
    expect((await client.accounts.found()).sources).toMatchObject([{ keys: [], problem: null }])
  })

  it('are taken by name, and then known as kept', async () => {
    const { client, write } = await aStart()
    write('config.toml', cli)
    const name = 'default.test_mode_api_key'
    const kept = await client.accounts.takeFound({ source: 'stripe_cli', name })
    expect(kept).toMatchObject({ keyHint: 'rk_test_…1111', keyKind: 'restricted' })
    const [source] = (await client.accounts.found()).sources
    expect(source?.keys.map(({ profile }) => profile)).toEqual([kept.id, null, null])
  })

  it('are not taken where they are masked, or gone meanwhile', async () => {
    const { client, write } = await aStart()
    write('config.toml', cli)
    const take = (name: string) => client.accounts.takeFound({ source: 'stripe_cli', name })
    await expect(take('default.live_mode_api_key')).rejects.toMatchObject({
      data: { reason: 'masked' },
    })
    await expect(take('other.test_mode_api_key')).rejects.toMatchObject({
      data: { reason: 'absent' },
    })
  })
})
