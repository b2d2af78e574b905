import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyFacts, weighedAs, weighedLists } from '../../tests/support/evidence.ts'
import type { MoneyFacts, Weighed } from './evidence.ts'
import { customersToRead, type LostState, type PlanEvidence, planRecovery } from './plan.ts'

const states: readonly LostState[] = ['deleted', 'missing', 'wrong_mode', 'malformed', 'unlinked']

/** Money is read as in life: of `customersToRead` only. */
const evidences: fc.Arbitrary<PlanEvidence> = weighedLists.chain((weighed) =>
  fc.record({
    state: fc.constantFrom(...states),
    weighed: fc.constant(weighed),
    money: fc
      .tuple(...customersToRead(weighed).map(() => moneyFacts))
      .map((read) => moneyOf(customersToRead(weighed), read)),
    absence: fc.constantFrom<PlanEvidence['absence']>(
      { kind: 'proven' },
      { kind: 'unproven', detail: 'a list failed' },
    ),
    asked: fc.boolean(),
  }),
)

function moneyOf(customers: readonly Weighed[], read: readonly MoneyFacts[]) {
  return new Map(
    customers.flatMap(({ customer }, at) => {
      const facts = read[at]
      return facts === undefined ? [] : [[customer.id as string, facts] as const]
    }),
  )
}

function always(promise: (evidence: PlanEvidence) => void) {
  fc.assert(fc.property(evidences, promise), { numRuns: 3_000 })
}

/** As if what could not be read had been, with this answer. */
function read({ claim, card, paidInvoice }: MoneyFacts, said: 'yes' | 'no'): MoneyFacts {
  const known = (fact: MoneyFacts['claim']) => (fact === 'unread' ? said : fact)
  return { claim: known(claim), card: known(card), paidInvoice: known(paidInvoice) }
}

const gradesOf = ({ weighed }: PlanEvidence) =>
  weighed.map((one) => one.grade).filter((grade) => grade !== 'none')

describe('planRecovery', () => {
  it('never creates while any customer came up, or while absence is not proven', () => {
    always((evidence) => {
      if (planRecovery(evidence).kind !== 'create') return
      expect(gradesOf(evidence)).toEqual([])
      expect(evidence.absence.kind).toBe('proven')
    })
  })

  it('creates for somebody who had no customer only where it is asked to', () => {
    always((evidence) => {
      const had = ['deleted', 'missing', 'wrong_mode'].includes(evidence.state)
      if (planRecovery(evidence).kind === 'create') expect(had || evidence.asked).toBe(true)
    })
  })

  it('relinks only to a customer of evidence a, b or c', () => {
    always((evidence) => {
      const { kind, customerId } = planRecovery(evidence)
      expect(customerId !== null).toBe(kind === 'relink')
      if (kind !== 'relink') return
      const to = evidence.weighed.filter((one) => one.customer.id === customerId)
      expect(to).toHaveLength(1)
      expect(['a', 'b', 'c']).toContain(to[0]?.grade)
    })
  })

  it('relinks by e-mail only where nothing else came up at all', () => {
    always((evidence) => {
      const { kind, because } = planRecovery(evidence)
      if (kind === 'relink' && because.includes('email_only_verified'))
        expect(gradesOf(evidence)).toEqual(['c'])
    })
  })

  it('asks a person whenever a customer names the owner and may not be linked', () => {
    always((evidence) => {
      if (gradesOf(evidence).includes('named')) expect(planRecovery(evidence).kind).toBe('review')
    })
  })

  it('lets no unread fact decide: whatever it turns out to be, the relink stands', () => {
    always((evidence) => {
      const plan = planRecovery(evidence)
      if (plan.kind !== 'relink') return
      for (const said of ['yes', 'no'] as const) {
        const money = new Map([...evidence.money].map(([id, facts]) => [id, read(facts, said)]))
        expect(planRecovery({ ...evidence, money })).toEqual(plan)
      }
    })
  })

  it('asks a person when money that would decide was never read', () => {
    always((evidence) => {
      if (evidence.money.size === 0) return
      expect(planRecovery({ ...evidence, money: new Map() }).kind).toBe('review')
    })
  })

  it('does not depend on the order in which customers came up', () => {
    const shuffled = evidences.chain((evidence) =>
      fc.tuple(
        fc.constant(evidence),
        fc.shuffledSubarray([...evidence.weighed], { minLength: evidence.weighed.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([evidence, weighed]) => {
        const [one, other] = [planRecovery(evidence), planRecovery({ ...evidence, weighed })]
        expect({ ...other, because: other.because.toSorted() }).toEqual({
          ...one,
          because: one.because.toSorted(),
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('always says why', () => {
    always((evidence) => {
      const { because } = planRecovery(evidence)
      expect(because).not.toEqual([])
      expect(new Set(because).size).toBe(because.length)
    })
  })
})

const paying: MoneyFacts = { claim: 'yes', card: 'yes', paidInvoice: 'yes' }
const idle: MoneyFacts = { claim: 'no', card: 'no', paidInvoice: 'no' }

function plan(weighed: readonly Weighed[], money: readonly MoneyFacts[] = [], more = {}) {
  return planRecovery({
    state: 'deleted',
    weighed,
    money: moneyOf(weighed, money),
    absence: { kind: 'proven' },
    asked: false,
    ...more,
  })
}

describe('a lost link', () => {
  const first = weighedAs('b', 'cus_first00001')
  const second = weighedAs('b', 'cus_second0001')
  const byEmail = weighedAs('possible', 'cus_byemail001')

  it('goes to the one customer that is provably theirs', () => {
    expect(plan([first])).toMatchObject({ kind: 'relink', customerId: 'cus_first00001' })
  })

  it('goes to the one of several that pays, when no other ever did', () => {
    expect(plan([first, second], [paying, idle])).toMatchObject({
      kind: 'relink',
      customerId: 'cus_first00001',
      because: ['owner_metadata_and_email', 'only_one_with_claim'],
    })
  })

  it.each([
    ['two pay', [paying, paying]],
    ['none pays', [idle, idle]],
    ['another has a card', [paying, { ...idle, card: 'yes' }]],
    ['another has a paid invoice', [paying, { ...idle, paidInvoice: 'yes' }]],
    ['a card could not be read', [paying, { ...idle, card: 'unread' }]],
    ['a claim could not be read', [paying, { ...idle, claim: 'unread' }]],
  ] satisfies [string, MoneyFacts[]][])('waits for a person when of several %s', (_, money) => {
    expect(plan([first, second], money).kind).toBe('review')
  })

  it('is not decided for an empty customer of ours beside a paying one by e-mail', () => {
    expect(plan([first, byEmail], [idle, paying])).toMatchObject({
      kind: 'review',
      because: ['other_has_claim'],
    })
    expect(plan([first, byEmail], [idle, { ...idle, claim: 'unread' }])).toMatchObject({
      kind: 'review',
      because: ['fact_unread'],
    })
    expect(plan([first, byEmail], [idle, idle]).kind).toBe('relink')
  })

  it('gets a new customer when it is proven that there is none', () => {
    expect(plan([])).toEqual({ kind: 'create', customerId: null, because: ['absence_proven'] })
    expect(plan([weighedAs('none')]).kind).toBe('create')
  })

  it('waits when a part of the proof failed', () => {
    expect(plan([], [], { absence: { kind: 'unproven', detail: '503' } })).toMatchObject({
      kind: 'review',
      because: ['absence_unproven'],
    })
  })
})

describe('an owner without a stored id', () => {
  it.each(['unlinked', 'malformed'] as const)('gets none until it is needed (%s)', (state) => {
    expect(plan([], [], { state }).kind).toBe('keep')
    expect(plan([], [], { state, asked: true })).toMatchObject({
      kind: 'create',
      because: ['asked', 'absence_proven'],
    })
  })
})
