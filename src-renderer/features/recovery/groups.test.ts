import { describe, expect, it } from 'vitest'
import { CaseId, type CaseItem } from '#contract'
import { filterCases, groupCases, marksIn, only, rowsOf } from './groups.ts'

let lastCase = 0

function aCase(over: Partial<CaseItem>): CaseItem {
  lastCase += 1
  return {
    case: CaseId.parse(lastCase),
    userId: String(lastCase),
    orphanId: null,
    userName: null,
    userEmail: null,
    environment: 'test',
    state: 'deleted',
    findings: [],
    plan: { kind: 'create', customerId: null, because: [] },
    status: 'open',
    atRisk: [],
    monthly: [],
    openedAt: 0,
    updatedAt: 0,
    ...over,
  }
}

const euros = (minor: number) => [{ minor, currency: 'eur' }]

describe('the inbox', () => {
  it('has one group a state, the one with the most money first, each with its sum', () => {
    const groups = groupCases(
      [
        aCase({ state: 'missing', monthly: euros(9900) }),
        aCase({ state: 'deleted', monthly: euros(2900) }),
        aCase({ state: 'missing', monthly: euros(100) }),
      ],
      'needs_you',
    )
    expect(groups.map(({ key, monthly }) => [key, monthly])).toEqual([
      ['missing', euros(10000)],
      ['deleted', euros(2900)],
    ])
  })

  it('puts many small sums before one that is larger than each', () => {
    const groups = groupCases(
      [
        aCase({ state: 'linked', findings: ['email_differs'], monthly: euros(5000) }),
        aCase({ state: 'deleted', monthly: euros(4000) }),
        aCase({ state: 'deleted', monthly: euros(3000) }),
      ],
      'needs_you',
    )
    expect(groups.map(({ key }) => key)).toEqual(['deleted', 'email_differs'])
  })

  it('names a working link by what stands beside it, and a customer without a user an orphan', () => {
    const groups = groupCases(
      [
        aCase({ state: 'linked', findings: ['duplicate'] }),
        aCase({ state: null, userId: null, findings: ['orphan'] }),
      ],
      'needs_you',
    )
    expect(groups.map(({ key }) => key)).toEqual(['duplicate', 'orphan'])
  })

  it('is grouped by how cases ended once they have', () => {
    const [group] = groupCases([aCase({ status: 'recovered' })], 'done')
    expect(group?.key).toBe('recovered')
  })

  it('draws a heading before the cases of each group', () => {
    const rows = rowsOf(groupCases([aCase({}), aCase({ state: 'missing' })], 'needs_you'))
    expect(rows.map(({ kind }) => kind)).toEqual(['group', 'case', 'group', 'case'])
  })

  it('is filtered by person or id', () => {
    const ada = aCase({ userName: 'Ada Moreno' })
    const bo = aCase({ userEmail: 'bo@northwind.test' })
    expect(filterCases([ada, bo], ' NORTH')).toEqual([bo])
    expect(filterCases([ada, bo], '')).toEqual([ada, bo])
  })
  it('shows only what is wrong in one way, and offers what there is to choose from', () => {
    const deleted = aCase({ state: 'deleted' })
    const twice = aCase({ state: 'linked', findings: ['duplicate'] })
    expect(only([deleted, twice], 'duplicate')).toEqual([twice])
    expect(only([deleted, twice], undefined)).toEqual([deleted, twice])
    expect(marksIn([deleted, deleted, twice], undefined)).toEqual(['deleted', 'duplicate'])
    expect(marksIn([deleted], 'missing')).toEqual(['deleted', 'missing'])
  })
})
