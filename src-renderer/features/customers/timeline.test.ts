import { describe, expect, it } from 'vitest'
import { timelineLine } from './timeline.ts'

describe('the time line', () => {
  it('says that an invoice failed when it was tried and is still open', () => {
    const invoice = {
      kind: 'invoice',
      at: 1,
      invoiceId: 'in_1',
      number: 'ACME-0042',
      status: 'open',
      total: { minor: 2900, currency: 'eur' },
    } as const
    expect(timelineLine({ ...invoice, attempted: true })).toMatchObject({
      what: 'Invoice ACME-0042 failed',
      tone: 'bad',
    })
    expect(timelineLine({ ...invoice, attempted: false })).toMatchObject({
      what: 'Invoice ACME-0042 open',
      tone: 'warn',
    })
  })

  it('keeps the request id of a repair at hand', () => {
    expect(
      timelineLine({
        kind: 'link',
        at: 1,
        action: 'relinked',
        before: null,
        after: 'cus_theirs01',
        requestId: 'req_1',
      }),
    ).toMatchObject({ what: 'Link changed: relinked to cus_theirs01', id: 'req_1' })
  })
})
