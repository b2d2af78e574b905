import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Host, makeHome, startHost } from './host.ts'
import { run, start } from './process.ts'

interface Account {
  readonly users: number
  /** The share of users whose stored id does not exist. */
  readonly missing: number
  /** The key to come with; the one of the world where none is given. */
  readonly key?: string
}

/** A host on an account of one's own: a sandbox, its users imported by the terminal, the key in the environment. */
export async function startOnAccount({ users, missing, key }: Account): Promise<Host> {
  const sandbox = await start(
    ['out/main/sandbox.js', '--port', '0', '--seed', String(users), '--missing', String(missing)],
    {},
  )
  const address = String(sandbox.ready['url'])
  const home = makeHome()
  const env = {
    RELINK_HOME: home,
    STRIPE_SECRET_KEY: key ?? String(sandbox.ready['secretKey']),
    RELINK_STRIPE_API: address,
  }
  const file = join(home, 'users.csv')
  const directory = await fetch(`${address}/_sandbox/directory.csv`)
  writeFileSync(file, await directory.text())
  await run(['bin/relink.mjs', 'directory', 'import', '--file', file], env)
  const host = await startHost(home, home, env)
  return {
    ...host,
    stop: async () => {
      await host.stop()
      await sandbox.stop()
    },
  }
}
