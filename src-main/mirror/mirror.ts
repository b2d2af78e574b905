import { CustomerId, type MirrorKind } from '#contract'
import { type Database, openDatabase } from '../db/index.ts'
import type { CustomerAnswer, Gateway, Seen } from '../gateway/index.ts'
import { createCustomerReader } from './customers.ts'
import { createFinder } from './finder.ts'
import { toInterval } from './merge.ts'
import { createOwnerCopy } from './owner-copy.ts'
import { createRuns, type KindStatus } from './runs.ts'
import { createApply, createBury } from './store.ts'
import { createSubscriptionReader } from './subscriptions.ts'

export interface Mirror extends ReturnType<typeof openMirror> {}

/** One environment of one account on this disk. Every object that comes in goes through `apply`. */
export function openMirror(file: string) {
  const db = openDatabase({ file, schema: 'mirror', durability: 'normal' })
  return mirrorOn(db)
}

function mirrorOn(db: Database) {
  const apply = createApply(db)
  const bury = createBury(db)
  const runs = createRuns(db)

  return {
    apply,
    runs,
    customers: createCustomerReader(db),
    subscriptions: createSubscriptionReader(db),
    finder: createFinder(db),
    owners: createOwnerCopy(db),
    status: (kind: MirrorKind): KindStatus => runs.status(kind),

    /** Asks Stripe for one customer and keeps what it says. An id that is none is `missing` unasked. */
    async retrieve(gateway: Gateway, id: string): Promise<Seen<CustomerAnswer>> {
      const parsed = CustomerId.safeParse(id)
      if (!parsed.success) return { kind: 'missing', requestId: null, asked: 0, answered: 0 }
      const answer = await gateway.retrieveCustomer(parsed.data)
      const interval = toInterval(answer)
      if (answer.kind === 'live') {
        apply([{ kind: 'customer', object: answer.customer, interval, source: 'retrieve', run: 0 }])
      }
      if (answer.kind === 'deleted') bury(id, interval.to)
      return answer
    },
    close: () => db.close(),
  }
}
