import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CustomerId, type RunRefusal } from '#contract'
import { GatewayError } from '../gateway/index.ts'
import { CURRENT_MS, isCurrent } from '../mirror/index.ts'
import type { Bench } from './bench.ts'
import { mapPool } from './pool.ts'

/** What a sample of stored ids says about whose they are. */
interface Witnesses {
  readonly sampled: number
  readonly witnessed: number
  readonly wrongMode: number
  readonly missing: readonly string[]
  /** Set when Stripe could not be asked. */
  readonly refusal: RunRefusal | null
}

const FIRST_SAMPLE = 50
/** A fifth of 50 may be chance: before a run is held, more links are looked at. */
const SECOND_SAMPLE = 1_000

/** Three ids of the other mode are no slip of one row: a test database over live, or the other way round. */
export const WRONG_MODE_HELD = 3

/** More than a fifth missing looks like another account's key, or a restored database. */
export const tooManyMissing = (missing: number, stored: number): boolean => missing * 5 > stored

/** What a person may release after a look. */
type Held = 'missing' | 'wrong_mode'

/** Names what a person looked at: the same situation has the same code. */
export function releaseCode(bench: Bench, stored: number, held: Held): string {
  const said = JSON.stringify([bench.account, bench.environment, stored, held])
  return createHash('sha256').update(said).digest('hex').slice(0, 8)
}

/** Why nothing may be written, or null; and whether a person has released what is held. */
export interface Guarded {
  readonly refusal: RunRefusal | null
  readonly released: { readonly missing: boolean; readonly wrongMode: boolean }
  /** So many ids of the other mode were seen that links to it wait for a person. */
  readonly otherMode: boolean
  /** Well-formed ids that are stored. */
  readonly stored: number
}

/**
 * Looks at a sample of stored ids before the first effect of a run: a key of another account may look, never write.
 *
 * Raises one alert, or resolves it.
 */
export async function guard(bench: Bench, release: string | undefined): Promise<Guarded> {
  const bound = bench.bindings.of(bench.environment)
  if (bound !== undefined && bound !== bench.account) {
    const refusal = refuseAccount(bench, `they belong to ${bound}`)
    return { refusal, released: { missing: false, wrongMode: false }, otherMode: false, stored: 0 }
  }
  const { ids, stored } = await sampleStored(bench)
  const fits = (held: Held) => release === releaseCode(bench, stored, held)
  const released = { missing: fits('missing'), wrongMode: fits('wrong_mode') }
  return { ...(await judge(bench, ids, stored, released)), released, stored }
}

async function judge(
  bench: Bench,
  ids: readonly CustomerId[],
  stored: number,
  released: Guarded['released'],
): Promise<Pick<Guarded, 'refusal' | 'otherMode'>> {
  if (stored === 0) return { refusal: clear(bench, 0), otherMode: false }
  const first = await witness(bench, ids.slice(0, FIRST_SAMPLE))
  const otherMode = first.wrongMode >= WRONG_MODE_HELD
  const judged = (refusal: RunRefusal | null) => ({ refusal, otherMode })
  if (first.refusal !== null) return judged(first.refusal)
  if (first.witnessed === 0 && first.wrongMode === 0 && stored > 1) {
    return judged(refuseAccount(bench, `none of ${first.sampled} stored ids exists there`))
  }
  const gone = first.missing.length + first.wrongMode
  if (otherMode && !released.wrongMode && tooManyMissing(gone, first.sampled)) {
    return judged(holdOtherMode(bench, first.wrongMode, stored))
  }
  if (!tooManyMissing(first.missing.length, first.sampled))
    return judged(clear(bench, first.witnessed))
  const second = ids.length > FIRST_SAMPLE ? await witness(bench, ids) : first
  if (second.refusal !== null) return judged(second.refusal)
  const few = !tooManyMissing(second.missing.length, second.sampled)
  if (few || released.missing) return judged(clear(bench, second.witnessed))
  return judged(hold(bench, second.missing, second.sampled, stored))
}

/** Up to 1,000 well-formed stored ids at random, read from the directory itself. */
async function sampleStored(bench: Bench): Promise<{ ids: CustomerId[]; stored: number }> {
  const ids: CustomerId[] = []
  let stored = 0
  for await (const users of bench.directory.stream(5_000)) {
    for (const user of users) {
      const id = CustomerId.safeParse(user.storedId[bench.environment])
      if (!id.success) continue
      stored += 1
      const place = ids.length < SECOND_SAMPLE ? ids.length : Math.floor(Math.random() * stored)
      if (place < SECOND_SAMPLE) ids[place] = id.data
    }
    await nextTurn()
  }
  return { ids: shuffled(ids), stored }
}

async function witness(bench: Bench, ids: readonly CustomerId[]): Promise<Witnesses> {
  const current = isCurrent(bench.mirror.status('customer'), bench.now(), CURRENT_MS)
  const missing: string[] = []
  let witnessed = 0
  let wrongMode = 0
  try {
    await mapPool(ids, 8, async (id) => {
      const known = current ? bench.mirror.customers.find(id) : undefined
      const believed = known !== undefined && known.suspect === 0
      const kind = believed ? 'live' : (await bench.mirror.retrieve(bench.gateway, id)).kind
      if (kind === 'missing') missing.push(id)
      else if (kind === 'wrong_mode') wrongMode += 1
      else witnessed += 1
    })
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { kind } = error.failure
    const reason = kind === 'auth' || kind === 'permission' ? 'forbidden' : 'unreachable'
    const refusal: RunRefusal = {
      reason,
      detail: `${error.message} Nothing was written.`,
      code: null,
    }
    return { sampled: ids.length, witnessed, wrongMode, missing, refusal }
  }
  return { sampled: ids.length, witnessed, wrongMode, missing, refusal: null }
}

function clear(bench: Bench, witnesses: number): null {
  bench.cleared.at = bench.now()
  if (witnesses > 0) bench.bindings.bind(bench.environment, bench.account, witnesses)
  bench.alerts.resolve(`wrong_account:${bench.environment}`)
  bench.alerts.resolve(`links_missing:${bench.environment}`)
  return null
}

export function refuseAccount(bench: Bench, why: string): RunRefusal {
  const detail =
    `The ${bench.environment} ids of this directory are not of account ${bench.account} (${why}). ` +
    'Nothing was written. Use a key of the account that made these customers.'
  bench.alerts.raise({
    key: `wrong_account:${bench.environment}`,
    kind: 'wrong_account',
    severity: 'critical',
    environment: bench.environment,
    message: detail,
  })
  return { reason: 'wrong_account', detail, code: null }
}

export function hold(
  bench: Bench,
  missing: readonly string[],
  sampled: number,
  stored: number,
): RunRefusal {
  const share = Math.round((missing.length / sampled) * 100)
  const code = releaseCode(bench, stored, 'missing')
  const detail =
    `${share}% of the stored ${bench.environment} ids do not exist in account ${bench.account}, ` +
    `for example ${missing.slice(0, 3).join(', ')}. Nothing was written. ` +
    `If that is true and they are to be repaired, release the run with the code ${code}.`
  bench.alerts.raise({
    key: `links_missing:${bench.environment}`,
    kind: 'links_missing',
    severity: 'critical',
    environment: bench.environment,
    message: detail,
  })
  return { reason: 'held', detail, code }
}

/** The column is of the other mode, or much of it is: nothing in it can be told from a loss. */
export function holdOtherMode(bench: Bench, wrongMode: number, stored: number): RunRefusal {
  const { environment } = bench
  const code = releaseCode(bench, stored, 'wrong_mode')
  const detail =
    `${wrongMode} stored ${environment} ids exist in the other mode. Was a database of the other mode restored over ` +
    `this one? Nothing was written. If they are to be repaired all the same, release them with the code ${code}.`
  bench.alerts.raise({
    ...{ key: `wrong_mode:${environment}`, kind: 'wrong_mode_links', severity: 'critical' },
    ...{ environment, message: detail },
  })
  return { reason: 'held', detail, code }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
