import { rmSync } from 'node:fs'
import { type CaseItem, LinkState } from '#contract'
import { startSandbox } from '../../src-main/sandbox/index.ts'
import { type Console, openConsole } from '../support/console.ts'
import { fillHome } from './support/big-home.ts'
import { type Line, measure, report } from './support/report.ts'

/** What a window asks for most often, with many users and a full inbox, through the contract. */

const USERS = 100_000
const CASES = 10_000
const ROUNDS = 9
const LIMIT_MS = 50

const sandbox = await startSandbox({ seed: 'empty' })
const console = await openConsole({ url: sandbox.url, key: sandbox.secretKey })
const { home, bench, client, workspace } = console
fillHome({ home, account: bench.account, users: USERS })
const opening = await measure(1, () => openCases(console))
workspace.summaries.keep(bench, await console.audit())
openCases(console)

const profile = console.profile.view.id
const page = { profile, limit: 50 }
const inbox = { ...page, view: 'needs_you' as const }
const first = await client.recovery.list(inbox)
const cursor = first.next ?? undefined

report(`Reads with ${USERS} users and ${bench.cases.count(bench, ['open'])} open cases`, [
  await line('recovery.summary', () => client.recovery.summary({ profile })),
  await line('recovery.list', () => client.recovery.list(inbox)),
  await line('recovery.list, the next page', () => client.recovery.list({ ...inbox, cursor })),
  await line('recovery.list, one state', () =>
    client.recovery.list({ ...inbox, state: 'missing' }),
  ),
  await line('recovery.list, one finding', () =>
    client.recovery.list({ ...inbox, finding: 'duplicate' }),
  ),
  await line('recovery.show', () =>
    client.recovery.show({ profile, case: first.items[0]?.case ?? 1 }),
  ),
  await line('customers.list', () => client.customers.list(page)),
  await line('customers.list, a search', () =>
    client.customers.list({ ...page, query: 'person 77' }),
  ),
  await line('customers.list, broken ones', () =>
    client.customers.list({ ...page, state: 'missing' }),
  ),
  await line('customers.list, healthy ones', () =>
    client.customers.list({ ...page, state: 'linked' }),
  ),
  { what: `recording ${CASES} cases`, value: opening.ms, unit: 'ms' },
  {
    what: 'memory of the process, in MB',
    value: Math.round(process.memoryUsage.rss() / 1e6),
    unit: '',
  },
])

await console.close()
await sandbox.close()
rmSync(home, { recursive: true, force: true })

async function line(what: string, read: () => unknown): Promise<Line> {
  const { ms, cpuMs } = await measure(ROUNDS, read)
  const note = `${cpuMs.toFixed(1)} ms of processor`
  return { what, value: ms, unit: 'ms', limit: LIMIT_MS, note }
}

/** As an audit that found every tenth link broken would. */
function openCases({ bench }: Console): void {
  bench.transact(() => {
    for (let at = 0; at < CASES; at += 1) bench.cases.record(bench, foundAt(at))
  })
}

function foundAt(at: number) {
  const userId = String(100_000 + at * 10)
  const state: CaseItem['state'] = LinkState.options[5 + (at % 3)] ?? 'missing'
  const money = [{ minor: 100 * (at % 97), currency: 'usd' }]
  const line = { call: `retrieve cus_${at}`, answer: '200, deleted: true', requestId: 'req_1', at }
  return {
    ...{ userId, orphanId: null, userName: `Person ${at}`, userEmail: `person${at}@example.com` },
    ...{ state, findings: at % 5 === 0 ? ['duplicate' as const] : [], storedId: `cus_${at}` },
    plan: { kind: 'create' as const, customerId: null, because: ['absence_proven' as const] },
    evidence: Array.from({ length: 6 }, () => line),
    candidates: [],
    ...{ atRisk: money, monthly: money, status: 'open' as const, detail: null },
  }
}
