import { describe, expect, it } from 'vitest'
import { errorBody, gatewayTo, startStripeLike } from '../../tests/gateway/stripe-like.ts'
import { customersSince } from './recent.ts'

/** 250 customers, one a second, newest first; the last was made at second 1,250. */
const all = Array.from({ length: 250 }, (_, at) => ({
  id: `cus_recent${String(at).padStart(4, '0')}`,
  object: 'customer',
  created: 1_250 - at,
}))

function startStripe(options: { byTime: boolean }) {
  return startStripeLike(({ url }) => {
    const since = url.searchParams.get('created[gte]')
    if (since !== null && !options.byTime) {
      const error = errorBody({ message: 'Received unknown parameter: created', param: 'created' })
      return { status: 400, json: { error: { ...error.error, code: 'parameter_unknown' } } }
    }
    const after = url.searchParams.get('starting_after')
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
    const wanted = all.filter(({ created }) => created >= Number(since ?? 0)).slice(from)
    const data = wanted.slice(0, 100)
    return { json: { object: 'list', data, has_more: wanted.length > data.length } }
  })
}

async function idsSince(base: string, second: number): Promise<string[]> {
  const ids: string[] = []
  for await (const page of customersSince(gatewayTo(base).gateway, second * 1000 + 500))
    ids.push(...page.items.map(({ id }) => id))
  return ids
}

describe('the customers of the last hour', () => {
  it('are all of them, over as many pages as it takes', async () => {
    await using stripe = await startStripe({ byTime: true })
    expect(await idsSince(stripe.base, 1_050)).toEqual(all.slice(0, 201).map(({ id }) => id))
    expect(stripe.asked).toHaveLength(3)
  })

  it('are among all customers where lists cannot be asked by time', async () => {
    await using stripe = await startStripe({ byTime: false })
    expect(await idsSince(stripe.base, 1_100)).toEqual(all.map(({ id }) => id))
  })
})
