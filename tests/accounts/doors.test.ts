import { isContractProcedure } from '@orpc/contract'
import { expect, it } from 'vitest'
import { contract, type EntryMeta } from '#contract'

const metas = Object.entries(contract.accounts).flatMap(([name, entry]) => {
  if (!isContractProcedure(entry)) return []
  const { meta }: { meta: EntryMeta } = entry['~orpc']
  return [{ name, ...meta }]
})

it('a call that takes a key, removes one, raises a gate or gives a consent is never for HTTP', () => {
  const open = metas.filter(({ neverHttp }) => neverHttp !== true).map(({ name }) => name)
  expect(open).toEqual(['list', 'keyStore', 'check', 'relabel', 'found', 'consents'])
})

it('no page may name a file, and no key is typed on a command line', () => {
  const local = metas.filter(({ localOnly }) => localOnly === true).map(({ name }) => name)
  expect(local).toEqual(['import'])
  const typed = metas.filter(({ terminal }) => terminal !== undefined).map(({ name }) => name)
  expect(typed).toEqual(['list', 'import'])
})
