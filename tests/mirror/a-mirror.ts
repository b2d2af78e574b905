import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/db/index.ts'
import { openMirror } from '../../src-main/mirror/index.ts'
import { createBury } from '../../src-main/mirror/store.ts'

/** A mirror in a folder of its own. */
export function aMirror() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'relink-mirror-'))
  const file = join(folder.path, 'mirror.sqlite')
  const mirror = openMirror(file)
  const db = openDatabase({ file, schema: 'mirror', durability: 'normal' })
  return {
    mirror,
    /** The same file, to look into it. */
    db,
    folder: folder.path,
    /** As after a retrieve that said `deleted` at this second. */
    bury: createBury(db),
    [Symbol.dispose]() {
      db.close()
      mirror.close()
      folder.remove()
    },
  }
}

interface Version {
  readonly email?: string | null
  readonly name?: string
  readonly user?: string
  readonly balance?: number
}

/** A customer's body as Stripe sends it. */
export function aCustomer(id: string, { email = null, name, user, balance = 0 }: Version = {}) {
  const metadata = user === undefined ? {} : { user_id: user }
  return {
    id,
    object: 'customer',
    created: 1_700_000_000,
    email,
    name: name ?? null,
    balance,
    metadata,
  }
}

/** It arrives as what was true in these seconds. */
export function arrival(
  object: ReturnType<typeof aCustomer>,
  [from, to]: readonly [number, number],
  run = 0,
) {
  return { kind: 'customer' as const, object, interval: { from, to }, source: 'list' as const, run }
}
