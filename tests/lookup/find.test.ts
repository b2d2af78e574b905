import { afterAll, beforeAll, expect, it } from 'vitest'
import { findById } from '../../src-main/lookup/index.ts'
import { type Stage, setStage } from '../support/workspace.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage({ seed: 'demo' })
  await stage.audit()
})
afterAll(() => stage.close())

const find = (id: string) => findById(stage.bench, id)

it('a customer leads to who links to it, and a candidate to whom it names', async () => {
  const stored = (await stage.storedId('4500')) ?? ''
  expect(await find(stored)).toMatchObject([{ kind: 'customer', user: { id: '4500' } }])
  expect(await find('cus_R7c0unlinkedYet')).toEqual([])
  const adas = stage.bench.mirror.customers.ofOwner('4711')[0]?.id ?? ''
  expect(await find(adas)).toMatchObject([{ kind: 'customer', user: { id: '4711' } }])
})

it('a subscription and an invoice lead to the person who has them', async () => {
  const { customers } = stage.bench.mirror
  const row = stage.bench.mirror.subscriptions
    .page({ status: 'past_due' }, 50)
    .find((one) => customers.invoices(one.customer, 1).length > 0)
  const [invoice] = customers.invoices(row?.customer ?? '', 1)
  const [viaSubscription] = await find(row?.id ?? '')
  const [viaInvoice] = await find(invoice?.id ?? '')
  expect(viaSubscription).toMatchObject({ kind: 'subscription', what: row?.product })
  expect(viaInvoice).toMatchObject({ kind: 'invoice', what: invoice?.number })
  expect(viaInvoice?.user).toEqual(viaSubscription?.user)
  expect(viaInvoice?.user).not.toBeNull()
})

it('a price is itself, and a product its prices', async () => {
  const [row] = stage.bench.mirror.subscriptions.page({}, 1)
  const [price] = await find(row?.price ?? '')
  expect(price).toMatchObject({ kind: 'price', id: row?.price, what: row?.product })
  expect(await find('prod_unknown')).toEqual([])
})
