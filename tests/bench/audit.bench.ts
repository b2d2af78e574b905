import { rmSync } from 'node:fs'
import path from 'node:path'
import { type Database, openDatabase } from '../../src-main/db/index.ts'
import { startSandbox } from '../../src-main/sandbox/index.ts'
import { type Console, openConsole } from '../support/console.ts'
import { fillHome } from './support/big-home.ts'
import { type Measured, measure, report } from './support/report.ts'

/** An audit of many users with a current mirror: the copy, the join, and how often Stripe is asked. */

const USERS = Number(process.argv[2] ?? 100_000)
const ROUNDS = 5

await using sandbox = await startSandboxHere()
const console = await openConsole({ url: sandbox.url, key: sandbox.secretKey })
const { home, bench } = console
const broken = fillHome({ home, account: bench.account, users: USERS })

const { owners } = bench.mirror
const copy = await measure(ROUNDS, () => owners.refill(bench.directory, bench.environment))
const joined = await measure(ROUNDS, joinOnce)
const bare = await measureBare(console)
report(`Copy and join of ${USERS.toLocaleString('en')} users`, [
  { what: 'copy of the directory', value: copy.ms, unit: 'ms', note: cpuOf(copy) },
  { what: 'join: odd, spare, counts', value: joined.ms, unit: 'ms', note: cpuOf(joined) },
  { what: 'copy and join', value: copy.ms + joined.ms, unit: 'ms', limit: 1000 },
  { what: 'bare SQLite: copy', value: bare.copy.ms, unit: 'ms', note: ratio(copy, bare.copy) },
  {
    what: 'bare SQLite: one LEFT JOIN',
    value: bare.join.ms,
    unit: 'ms',
    note: ratio(joined, bare.join),
  },
])

const result = await console.audit()
const suspects = Object.values(broken).reduce((sum, n) => sum + n, 0)
report('The whole audit', [
  { what: 'users audited', value: result.audited, unit: '' },
  { what: 'suspects', value: suspects, unit: '' },
  { what: 'calls to Stripe', value: result.stripeCalls, unit: '', limit: suspects },
  { what: 'cases opened', value: result.cases.open, unit: '' },
  { what: 'from start to end', value: result.ms, unit: 'ms' },
])

await console.close()
rmSync(home, { recursive: true, force: true })

async function startSandboxHere() {
  const started = await startSandbox({ seed: 'empty' })
  return { ...started, [Symbol.asyncDispose]: () => started.close() }
}

async function joinOnce(): Promise<void> {
  owners.counts()
  owners.spare()
  for await (const links of owners.odd()) void links
}

/** The least that SQLite itself needs for the same on the same files. */
async function measureBare({ home, bench }: Console): Promise<{ copy: Measured; join: Measured }> {
  const file = path.join(home, `mirror.${bench.account}.test.sqlite`)
  const db = openDatabase({ file, schema: 'mirror', durability: 'normal' })
  db.exec(`ATTACH '${path.join(home, 'directory.sqlite')}' AS directory`)
  const copy = await measure(ROUNDS, () => copyBare(db))
  const joined = db.prepare(`
    SELECT count(*) FROM bare LEFT JOIN customer ON customer.id = bare.stored
    WHERE customer.id IS NULL OR customer.deleted = 1`)
  const join = await measure(ROUNDS, () => joined.get())
  db.exec('DROP TABLE bare')
  db.close()
  return { copy, join }
}

function copyBare(db: Database): void {
  db.exec(`
    DROP TABLE IF EXISTS bare;
    CREATE TABLE bare (id TEXT PRIMARY KEY, email TEXT, stored TEXT);
    INSERT INTO bare SELECT id, email_folded, stripe_customer_id_test FROM directory.user;
    CREATE INDEX bare_stored ON bare (stored);
    CREATE INDEX bare_email ON bare (email)`)
}

function cpuOf({ cpuMs }: Measured): string {
  return `${cpuMs.toFixed(0)} ms of processor`
}

function ratio(value: Measured, floor: Measured): string {
  return `we take ${(value.ms / floor.ms).toFixed(1)} times as long`
}
