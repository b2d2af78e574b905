import { CustomerId } from '#contract'
import type { CustomerRow } from '../mirror/index.ts'
import type { CustomerFacts } from './evidence.ts'

/** A mirrored customer as decisions see it. */
export function factsOf(row: CustomerRow): CustomerFacts {
  return {
    id: CustomerId.parse(row.id),
    email: row.email,
    name: row.name,
    created: row.created * 1000,
    testClock: row.test_clock,
    ownerId: row.owner_id,
    ownerDirectory: row.owner_directory,
    ownerEnvironment: row.owner_environment,
    relinkIntent: row.relink_intent,
  }
}
