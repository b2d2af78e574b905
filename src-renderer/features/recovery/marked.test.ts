import { describe, expect, it } from 'vitest'
import { fromAddress, toAddress, useMarked } from './marked.ts'

describe('marked cases', () => {
  it('are marked and unmarked by the same key', () => {
    const { toggle } = useMarked.getState()
    toggle(3)
    toggle(14)
    toggle(3)
    expect([...useMarked.getState().cases]).toEqual([14])
  })

  it('stand in the address, and only what can be a case is read from it', () => {
    expect(fromAddress(toAddress([3, 14]))).toEqual([3, 14])
    expect(fromAddress('3,x,-1')).toEqual([3])
    expect(fromAddress(undefined)).toBeUndefined()
  })
})
