import { CustomerId } from '#contract'
import { foldEmail } from '../directory/index.ts'
import type { CustomerBody } from '../gateway/index.ts'
import { type CustomerRow, idAt, objectAt, textAt } from '../mirror/index.ts'
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

/** A customer as Stripe has just shown it, whatever the mirror thinks of its age. */
export function factsOfAnswer(customer: CustomerBody): CustomerFacts {
  const metadata = objectAt(customer, 'metadata')
  return {
    id: customer.id,
    email: foldEmail(customer.email),
    name: textAt(customer, 'name'),
    created: (customer.created ?? 0) * 1000,
    testClock: idAt(customer, 'test_clock'),
    ownerId: textAt(metadata, 'user_id'),
    ownerDirectory: textAt(metadata, 'directory'),
    ownerEnvironment: textAt(metadata, 'environment'),
    relinkIntent: textAt(metadata, 'relink_intent'),
  }
}
