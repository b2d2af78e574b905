import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProfileId } from '#contract'
import { createSystemKeyRing } from '../../src-main/accounts/index.ts'
import { aHome, aSandbox } from '../support/afterwards.ts'
import { aKeyRing, aRun } from './support.ts'

/** A home without any account, a key ring, and a sandbox in place of Stripe. */
async function anEmptyHome() {
  const sandbox = await aSandbox()
  const home = aHome()
  const keyRing = aKeyRing()
  const run = () => aRun({ home, url: sandbox.url, keyRing })
  return { sandbox, home, keyRing, run, ...run() }
}

const ofAcme = 'sk_test_acme'
const ofOther = 'sk_test_other'

describe('an account that is added', () => {
  it('is listed with what is known of it, and its key is in the key ring only', async () => {
    const { client, home, keyRing } = await anEmptyHome()
    const added = await client.accounts.add({ secretKey: ` "${ofAcme}"\n` })

    expect(added).toMatchObject({
      label: 'Sandbox acme',
      environment: 'test',
      keyKind: 'secret',
      keyHint: 'sk_test_…',
      keyIn: 'key_ring',
      account: { name: 'Sandbox acme' },
      gate: 'open',
      locked: null,
      watchOnly: false,
    })
    expect(await client.accounts.list()).toMatchObject({ profiles: [added], bindings: [] })
    expect((await client.workspace.show()).profiles.map(({ id }) => id)).toEqual([added.id])
    expect([...keyRing.secrets]).toEqual([[added.id, ofAcme]])
    for (const file of filesBelow(home)) expect(readFileSync(file).includes(ofAcme)).toBe(false)
  })

  it('is there for the next run, which asks neither the key ring nor Stripe before it is needed', async () => {
    const { client, close, run, sandbox, keyRing } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    await close()
    sandbox.control.resetRequests()
    const asked = keyRing.asked()

    const next = run()
    expect((await next.client.workspace.show()).profiles).toMatchObject([{ id, locked: null }])
    expect(await next.client.accounts.keyStore()).toMatchObject({ place: null })
    expect(keyRing.asked()).toBe(asked)

    expect(await next.client.recovery.summary({ profile: id })).toMatchObject({ users: 0 })
    expect(await next.client.accounts.keyStore()).toMatchObject({ place: 'key_ring' })
    expect(sandbox.control.requests().total).toBe(0)
  })

  it('is one however often it is added, by whoever clicks twice too', async () => {
    const { client } = await anEmptyHome()
    const twice = await Promise.all([
      client.accounts.add({ secretKey: ofAcme }),
      client.accounts.add({ secretKey: ofAcme }),
    ])
    const again = await client.accounts.add({ secretKey: `${ofAcme} ` })

    expect(new Set([...twice, again].map(({ id }) => id)).size).toBe(1)
    expect((await client.accounts.list()).profiles).toHaveLength(1)
  })

  it('may be called something else', async () => {
    const { client } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme, label: 'Shop' })
    expect(await client.accounts.relabel({ profile: id, label: ' Shop, Berlin ' })).toMatchObject({
      label: 'Shop, Berlin',
    })
    const { items } = await client.activity.changes({})
    expect(items.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['profile.relabelled', 'Shop', 'Shop, Berlin'],
      ['profile.added', null, null],
    ])
  })

  it('is none in a demo', async () => {
    const sandbox = await aSandbox()
    const options = { home: aHome(), url: sandbox.url, keyRing: aKeyRing() }
    const { client } = aRun({ ...options, kind: 'demo' })
    await expect(client.accounts.add({ secretKey: ofAcme })).rejects.toMatchObject({ code: 'DEMO' })
  })
})

describe('what is no key of an account', () => {
  it.each([
    ['', 'empty'],
    ['pk_test_51Abcdefghij', 'publishable'],
    ['sk_org_live_51Abcdefghij', 'organisation'],
    ['sk_test_51Abc\ndefghij', 'malformed'],
    ['sk_live_••••4242', 'masked'],
  ])('%j is refused as %s, and nothing is kept', async (secretKey, reason) => {
    const { client, keyRing, sandbox } = await anEmptyHome()
    await expect(client.accounts.add({ secretKey })).rejects.toMatchObject({
      code: 'KEY',
      data: { reason },
    })
    expect((await client.accounts.list()).profiles).toEqual([])
    expect(keyRing.asked() + sandbox.control.requests().total).toBe(0)
  })

  it('nor is a key that Stripe refuses', async () => {
    const { client, keyRing, sandbox } = await anEmptyHome()
    sandbox.control.addFault({ kind: 'status', status: 401 })
    await expect(client.accounts.add({ secretKey: ofAcme })).rejects.toMatchObject({
      code: 'KEY',
      data: { reason: 'refused' },
    })
    expect(keyRing.asked()).toBe(0)
  })
})

describe('a key ring', () => {
  it.each(['missing', 'locked', 'refused'] as const)(
    'that is %s leaves keys in memory until the run ends, and says so',
    async (trouble) => {
      const { client, close, run, keyRing } = await anEmptyHome()
      keyRing.is(trouble)
      const { id, keyIn } = await client.accounts.add({ secretKey: ofAcme })
      expect(keyIn).toBe('run')
      expect(await client.accounts.keyStore()).toMatchObject({ place: 'run', trouble })
      expect(await client.recovery.summary({ profile: id })).toMatchObject({ users: 0 })
      await close()

      const next = run()
      expect((await next.client.accounts.list()).profiles).toMatchObject([
        { id, locked: { reason: 'run_ended' } },
      ])
      await expect(next.client.recovery.summary({ profile: id })).rejects.toMatchObject({
        code: 'PROFILE_LOCKED',
        data: { reason: 'run_ended' },
      })
    },
  )

  it.each([
    ['missing', (ring: ReturnType<typeof aKeyRing>) => ring.is('missing')],
    ['locked', (ring: ReturnType<typeof aKeyRing>) => ring.is('locked')],
    ['gone', (ring: ReturnType<typeof aKeyRing>) => ring.secrets.clear()],
    [
      'changed',
      (ring: ReturnType<typeof aKeyRing>) => {
        for (const name of ring.secrets.keys()) ring.secrets.set(name, ofOther)
      },
    ],
  ] as const)(
    'that is %s at the next start locks the profile until its key is entered',
    async (reason, change) => {
      const { client, close, run, keyRing, sandbox } = await anEmptyHome()
      const { id } = await client.accounts.add({ secretKey: ofAcme })
      await close()
      change(keyRing)
      sandbox.control.resetRequests()

      const next = run()
      await expect(next.client.recovery.summary({ profile: id })).rejects.toMatchObject({
        code: 'PROFILE_LOCKED',
        data: { reason },
      })
      const listed = await next.client.accounts.list()
      expect(listed.profiles).toMatchObject([{ id, locked: { reason } }])
      expect(sandbox.control.requests().total).toBe(0)

      await expect(
        next.client.accounts.enterKey({ profile: id, secretKey: ofOther }),
      ).rejects.toMatchObject({ code: 'KEY', data: { reason: 'other_account' } })
      expect(await next.client.accounts.enterKey({ profile: id, secretKey: ofAcme })).toMatchObject(
        { id, locked: null },
      )
      expect(await next.client.recovery.summary({ profile: id })).toMatchObject({ users: 0 })
    },
  )

  it('that was unlocked needs no key again', async () => {
    const { client, close, run, keyRing } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    await close()
    keyRing.is('locked')
    const next = run()
    await expect(next.client.recovery.summary({ profile: id })).rejects.toThrow()
    keyRing.is(null)
    expect(await next.client.recovery.summary({ profile: id })).toMatchObject({ users: 0 })
    expect((await next.client.accounts.list()).profiles).toMatchObject([{ locked: null }])
  })

  it('of this system, where there is none, is said to be missing', async () => {
    const sandbox = await aSandbox()
    const ring = createSystemKeyRing()
    const { client } = aRun({ home: aHome(), url: sandbox.url, keyRing: ring })
    const added = await client.accounts.add({ secretKey: ofAcme })
    const { place, trouble } = await client.accounts.keyStore()
    // A machine with a desktop has one: then the key is there, and must not stay.
    if (place === 'key_ring') await client.accounts.remove({ profile: added.id })
    else expect([added.keyIn, trouble]).toEqual(['run', expect.any(String)])
  })
})

describe('another key', () => {
  it('of the same account may take the place of the first, in one profile only', async () => {
    const { client, keyRing } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    const changed = await client.accounts.enterKey({ profile: id, secretKey: 'rk_test_acme' })
    expect(changed).toMatchObject({ id, keyKind: 'restricted' })
    expect([...keyRing.secrets.values()]).toEqual(['rk_test_acme'])

    const second = await client.accounts.add({ secretKey: ofAcme })
    await expect(
      client.accounts.enterKey({ profile: second.id, secretKey: 'rk_test_acme' }),
    ).rejects.toMatchObject({ code: 'KEY', data: { reason: 'kept_already' } })
  })

  it('of the other mode is an account of its own', async () => {
    const { client } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    await expect(
      client.accounts.enterKey({ profile: id, secretKey: 'sk_live_acme' }),
    ).rejects.toMatchObject({ code: 'KEY', data: { reason: 'other_account' } })
  })
})

describe('an account that is removed', () => {
  it('is gone for every connection, and its key from the key ring', async () => {
    const { client, connect, keyRing } = await anEmptyHome()
    const other = connect()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    await other.recovery.summary({ profile: id })

    expect(await client.accounts.remove({ profile: id })).toEqual({
      keyRemains: null,
      jobsCancelled: 0,
    })
    await expect(other.recovery.summary({ profile: id })).rejects.toMatchObject({
      code: 'PROFILE_UNKNOWN',
    })
    expect((await other.workspace.show()).profiles).toEqual([])
    expect(keyRing.secrets.size).toBe(0)
    await expect(client.accounts.remove({ profile: id })).rejects.toMatchObject({
      code: 'PROFILE_UNKNOWN',
    })
  })

  it('while it works ends its job cleanly', async () => {
    const { client, sandbox } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    sandbox.control.setLatency(40)
    const { job } = await client.mirror.sync({ profile: id })

    expect(await client.accounts.remove({ profile: id })).toMatchObject({ jobsCancelled: 1 })
    let last: unknown
    for await (const view of await client.jobs.watch({ job })) last = view
    expect(last).toMatchObject({ state: 'cancelled', outcome: { code: 'CANCELLED' } })
  })

  it('leaves a key that a locked key ring does not give up, and says so', async () => {
    const { client, keyRing } = await anEmptyHome()
    const { id } = await client.accounts.add({ secretKey: ofAcme })
    keyRing.is('locked')
    const { keyRemains } = await client.accounts.remove({ profile: id })
    expect(keyRemains).toContain('locked')
    expect((await client.accounts.list()).profiles).toEqual([])
  })

  it('is not another one', async () => {
    const { client } = await anEmptyHome()
    const profile = ProfileId.parse('profile_of_nobody')
    await expect(client.accounts.remove({ profile })).rejects.toMatchObject({
      code: 'PROFILE_UNKNOWN',
    })
  })
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}
