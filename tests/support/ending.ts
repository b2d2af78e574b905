import { openDatabase } from '../../src-main/db/index.ts'
import type { Sandbox } from '../../src-main/sandbox/index.ts'
import type { Console } from './console.ts'

/** What a repair left behind for one user: the same whether or not something went wrong on the way. */
export interface Ending {
  /** Whether the row holds a customer of this account that is alive, and what is true of it. */
  readonly link: { readonly alive: boolean; readonly isNew: boolean; readonly names: string | null }
  /** Customers that were not there before. */
  readonly made: number
  readonly case: { readonly status: string; readonly plan: string; readonly isOfLink: boolean }
  readonly steps: readonly string[]
  readonly trail: readonly string[]
  readonly trailIntact: boolean
  readonly intents: number
}

/** @param before - The ids of the customers there were. */
export async function endingOf(
  { workspace, bench, home, storedId }: Console,
  sandbox: Sandbox,
  user: string,
  before: ReadonlySet<string>,
): Promise<Ending> {
  const stored = await storedId(user)
  const customers = sandbox.control.customers(sandbox.secretKey)
  const linked = customers.find(({ id }) => id === stored)
  const [latest] = workspace.cases.recoveredFor(bench, user)
  const steps = latest === undefined ? [] : workspace.cases.steps(latest.id)
  const said = (id: string | null) => (id === stored ? 'the link' : 'another id')
  return {
    link: {
      alive: linked !== undefined,
      isNew: linked !== undefined && !before.has(linked.id),
      names: linked?.metadata['user_id'] ?? null,
    },
    made: customers.filter(({ id }) => !before.has(id)).length,
    case: {
      status: latest?.status ?? 'none',
      plan: latest?.plan.kind ?? 'none',
      isOfLink: latest?.customerId === stored,
    },
    steps: [...new Set(steps.map(({ step }) => step))],
    trail: workspace.trail
      .forUser(user, 100)
      .map(({ action, after }) => `${action}: ${said(after)}`)
      .toSorted(),
    trailIntact: (await workspace.trail.verify()).intact,
    intents: countIntents(home),
  }
}

export function customerIds(sandbox: Sandbox): Set<string> {
  return new Set(sandbox.control.customers(sandbox.secretKey).map(({ id }) => id))
}

/** How many repairs this home thinks are under way. */
export function countIntents(home: string): number {
  const db = openDatabase({
    file: `${home}/workspace.sqlite`,
    schema: 'workspace',
    durability: 'full',
  })
  try {
    const row = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM recovery_intent').get()
    return row?.n ?? 0
  } finally {
    db.close()
  }
}
