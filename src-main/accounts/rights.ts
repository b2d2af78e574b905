import type { Feature, FeatureRights } from '#contract'
import type { Gateway, Readable } from '../gateway/index.ts'
import type { SecretKey } from './secret-key.ts'

/** What each feature reads and writes at Stripe. The writes are Stripe's names of the rights. */
const needs: readonly {
  readonly feature: Feature
  readonly reads: readonly Readable[]
  readonly writes: readonly string[]
}[] = [
  {
    feature: 'mirror',
    reads: ['customer', 'subscription', 'product', 'plan', 'invoice'],
    writes: [],
  },
  {
    feature: 'recovery',
    reads: ['customer', 'subscription', 'invoice'],
    writes: ['customer_write'],
  },
  { feature: 'evidence', reads: ['charge', 'dispute', 'payment_method'], writes: [] },
  { feature: 'catch_up', reads: ['event'], writes: [] },
  { feature: 'cards', reads: ['payment_method'], writes: [] },
  { feature: 'portal', reads: ['customer'], writes: ['customer_portal_write'] },
]

/** What reading showed of one kind: null where this Stripe does not offer it. */
type Seen = ReadonlyMap<Readable, { readonly missing: string | null } | null>

/**
 * What a key may do, found by reading at most one object of each kind. A secret key may write whatever it may read; of
 * a restricted one nobody can tell without writing, except that writing implies reading.
 * @throws {GatewayError}
 */
export async function probeRights(
  gateway: Gateway,
  { kind }: Pick<SecretKey, 'kind'>,
): Promise<FeatureRights[]> {
  const kinds = [...new Set(needs.flatMap(({ reads }) => reads))]
  const seen: Seen = new Map(
    await Promise.all(
      kinds.map(async (what) => {
        const answer = await gateway.probeRead(what)
        if (answer.kind === 'unsupported') return [what, null] as const
        return [what, { missing: answer.kind === 'refused' ? answer.missing : null }] as const
      }),
    ),
  )
  return needs.map(({ feature, reads, writes }) => {
    const missing = [...new Set(reads.flatMap((what) => seen.get(what)?.missing ?? []))]
    const unseen = reads.filter((what) => seen.get(what) === null).map((what) => `${what}_read`)
    const unproven = [...unseen, ...(kind === 'restricted' ? writes : [])]
    return { feature, allowed: verdict(missing, unproven), missing, unproven }
  })
}

function verdict(missing: readonly string[], unproven: readonly string[]) {
  if (missing.length > 0) return 'no'
  return unproven.length > 0 ? 'unknown' : 'yes'
}
