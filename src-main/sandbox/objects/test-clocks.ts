import { list } from '../protocol/lists.ts'
import { integer, unsettable } from '../protocol/params.ts'
import { type Call, type Endpoint, endpoint, PAGING } from '../protocol/router.ts'
import type { TestClock } from '../store/shapes.ts'
import { emit } from './act.ts'
import { deleteCustomer } from './customers.ts'
import { ofPath } from './lookup.ts'

function create({ env, act, params }: Call): TestClock {
  const now = env.clock.seconds()
  const clock: TestClock = {
    id: env.id('clock'),
    object: 'test_helpers.test_clock',
    created: now,
    deletes_after: now + 30 * 86_400,
    frozen_time: integer(params, 'frozen_time') ?? now,
    livemode: env.livemode,
    name: unsettable(params, 'name') ?? null,
    status: 'ready',
    status_details: {},
  }
  env.testClocks.add(clock)
  emit(act, 'test_helpers.test_clock.created', clock)
  return clock
}

/** A clock takes its customers, and theirs, with it. */
function remove({ env, act, id }: Call): object {
  const clock = ofPath(env, (side) => side.testClocks, 'test clock', id)
  for (const { value } of [...env.find.customersByClock(id)]) deleteCustomer(act, value)
  env.testClocks.remove(id)
  emit(act, 'test_helpers.test_clock.deleted', clock)
  return { id, object: 'test_helpers.test_clock', deleted: true }
}

const GATE = { right: 'billing_clock', feature: 'test_clocks' } as const
const PATH = '/v1/test_helpers/test_clocks'

export const testClockEndpoints: readonly Endpoint[] = [
  endpoint(`POST ${PATH}`, { ...GATE, accepts: ['frozen_time', 'name'] }, create),
  endpoint(`GET ${PATH}`, { ...GATE, accepts: PAGING }, (call) => list(call, call.env.testClocks)),
  endpoint(`GET ${PATH}/:id`, GATE, ({ env, id }) =>
    ofPath(env, (side) => side.testClocks, 'test clock', id),
  ),
  endpoint(`DELETE ${PATH}/:id`, GATE, remove),
]
