import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src-main/db/index.ts'
import { type LoggedCall, openRequestLog } from '../../src-main/observability/index.ts'

let dir: string
let database: Database
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'relink-requests-'))
  database = openDatabase({ file: join(dir, 'log.sqlite'), schema: 'log', durability: 'normal' })
})
afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true, force: true })
})

const neverFails = {
  onFailure: (error: unknown) => {
    throw error
  },
}
const aCall = (at: number): LoggedCall => ({
  operation: 'customers.retrieve',
  method: 'GET',
  path: '/v1/customers/cus_anna00001',
  status: 200,
  ms: 12,
  requestId: `req_${at}`,
  outcome: 'ok',
  at,
  environment: 'test',
  account: 'acct_1',
})

describe('the request log', () => {
  it('shows every call, newest first, as soon as it is asked', () => {
    const log = openRequestLog(database, neverFails)
    for (let at = 1; at <= 5; at++) log.append(aCall(at))
    const first = log.page({ limit: 3 })

    expect(first.items.map(({ requestId }) => requestId)).toEqual(['req_5', 'req_4', 'req_3'])
    expect(first.items[0]).toEqual({
      id: 5,
      at: 5,
      method: 'GET',
      path: '/v1/customers/cus_anna00001',
      environment: 'test',
      account: 'acct_1',
      status: 200,
      ms: 12,
      requestId: 'req_5',
      outcome: 'ok',
    })
    expect(log.page({ limit: 3, cursor: first.next ?? 0 })).toMatchObject({
      items: [{ at: 2 }, { at: 1 }],
      next: null,
    })
  })

  it('writes the calls of a turn together, without being asked', async () => {
    const log = openRequestLog(database, neverFails)
    const count = () => database.prepare('SELECT count(*) AS n FROM request').get()
    log.append(aCall(1))
    log.append({ ...aCall(2), status: null, requestId: null, outcome: 'unreachable' })
    expect(count()).toEqual({ n: 0 })
    await new Promise(setImmediate)
    expect(count()).toEqual({ n: 2 })
  })

  it('forgets the old ones', () => {
    const log = openRequestLog(database, neverFails)
    for (let at = 1; at <= 5; at++) log.append(aCall(at))
    log.flush()

    expect(log.prune(4)).toBe(3)
    expect(log.page({ limit: 9 }).items.map(({ at }) => at)).toEqual([5, 4])
  })

  it('tells of lines that it could not write, and goes on', () => {
    const failures: unknown[] = []
    const log = openRequestLog(database, { onFailure: (error) => failures.push(error) })
    log.append({ ...aCall(1), environment: 'moon' as 'test' })
    log.flush()
    log.append(aCall(2))

    expect(log.page({ limit: 9 }).items).toHaveLength(1)
    expect(failures).toHaveLength(1)
  })
})
