import { expect, it } from 'vitest'
import { AccountId, type RequestEntry } from '#contract'
import { lastCall } from './last-call.ts'

const account = AccountId.parse('acct_ours1')
const call = (id: number, over: Partial<RequestEntry>): RequestEntry => ({
  ...{
    id,
    at: id,
    method: 'GET',
    path: '/v1/customers',
    environment: 'test',
    account,
    status: 200,
  },
  ...{ ms: 12, requestId: null, outcome: 'ok', ...over },
})
const logOf = (items: RequestEntry[]) => ({ page: () => ({ items, next: null }) })

it('speaks of the newest call of this account in this environment, whatever others did since', () => {
  const log = logOf([
    call(4, { environment: 'live' }),
    call(3, { account: 'acct_other' }),
    call(2, { ms: 182 }),
    call(1, {}),
  ])
  expect(lastCall(log, { account, environment: 'test' })).toMatchObject({ id: 2, ms: 182 })
})

it('says nothing before the first call', () => {
  expect(lastCall(logOf([]), { account, environment: 'test' })).toBeNull()
})
