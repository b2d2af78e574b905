import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasKeptProfiles } from '../../src-main/app/index.ts'
import { openDatabase } from '../../src-main/db/index.ts'
import { aHome, aSandbox } from '../support/afterwards.ts'
import { aKeyRing, aRun } from './support.ts'

describe('a start without a key', () => {
  it("opens one's own workspace as soon as it keeps an account, and the demo until then", async () => {
    const { url } = await aSandbox()
    const home = aHome()
    expect(hasKeptProfiles(home)).toBe(false)

    const run = aRun({ home, url, keyRing: aKeyRing() })
    expect(hasKeptProfiles(home)).toBe(false)
    const { id } = await run.client.accounts.add({ secretKey: 'sk_test_acme' })
    expect(hasKeptProfiles(home)).toBe(true)
    await run.close()
    expect(hasKeptProfiles(home)).toBe(true)

    const next = aRun({ home, url, keyRing: aKeyRing() })
    await next.client.accounts.remove({ profile: id })
    expect(hasKeptProfiles(home)).toBe(false)
  })

  it('passes over a workspace of a version that kept none', () => {
    const home = aHome()
    const file = join(home, 'workspace.sqlite')
    const older = openDatabase({ file, schema: 'log', durability: 'normal' })
    older.close()
    expect(hasKeptProfiles(home)).toBe(false)
    rmSync(file)
  })
})
