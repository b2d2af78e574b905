import { describe, expect, it } from 'vitest'
import { type KeyBinding, type KeyGroup, press } from './keys.ts'

const binding = (keys: string): KeyBinding => ({ keys, label: keys, run: () => undefined })
const group = (...keys: string[]): KeyGroup => ({ title: 'here', bindings: keys.map(binding) })

describe('keys', () => {
  it('run what one key names', () => {
    expect(press([group('j', 'k')], '', 'k').run?.keys).toBe('k')
  })

  it('wait for the second of two', () => {
    expect(press([group('g r')], '', 'g')).toEqual({ run: undefined, prefix: 'g' })
    expect(press([group('g r')], 'g', 'r').run?.keys).toBe('g r')
  })

  it('forget a beginning that leads nowhere, and take the key for itself', () => {
    expect(press([group('g r', 'j')], 'g', 'j').run?.keys).toBe('j')
  })

  it('belong to the screen on top', () => {
    const below = { title: 'below', bindings: [binding('Enter')] }
    const top = { title: 'top', bindings: [{ ...binding('Enter'), label: 'repair' }] }
    expect(press([below, top], '', 'Enter').run?.label).toBe('repair')
  })
})
