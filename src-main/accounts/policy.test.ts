import { describe, expect, it } from 'vitest'
import type { Gate } from '#contract'
import { allows, permissionFor, startGate } from './policy.ts'

const aProfile = (gate: Gate, name: string | null = 'Acme') => ({
  gate,
  label: 'sk_live_…4242',
  account: { name },
})
const yes = { kind: 'yes' }
const needs = (what: 'yes' | 'unlock') => ({ kind: 'needs', what })

describe('the gates', () => {
  it('are the table of security.md', () => {
    const row = (action: 'read' | 'link' | 'repair') =>
      (['observe', 'confirm', 'open'] as const).map((gate) => permissionFor(gate, action))

    expect(row('read')).toEqual(['yes', 'yes', 'yes'])
    expect(row('link')).toEqual(['ask', 'yes', 'yes'])
    expect(row('repair')).toEqual(['no', 'ask', 'yes'])
  })

  it('begin at open for practice, and at looking for live', () => {
    expect(startGate('test')).toBe('open')
    expect(startGate('live')).toBe('observe')
  })
})

describe('a call', () => {
  it('may always read', () => {
    expect(allows(aProfile('observe'), 'read', { unlock: 'Other' })).toEqual(yes)
  })

  it('needs a yes where the gate asks', () => {
    expect(allows(aProfile('observe'), 'link', {})).toEqual(needs('yes'))
    expect(allows(aProfile('observe'), 'link', { yes: true })).toEqual(yes)
    expect(allows(aProfile('confirm'), 'repair', {})).toEqual(needs('yes'))
    expect(allows(aProfile('confirm'), 'repair', { yes: true })).toEqual(yes)
  })

  it('needs the name of the account, then still a yes, to repair what is only observed', () => {
    expect(allows(aProfile('observe'), 'repair', { yes: true })).toEqual(needs('unlock'))
    expect(allows(aProfile('observe'), 'repair', { unlock: 'Acme' })).toEqual(needs('yes'))
    expect(allows(aProfile('observe'), 'repair', { unlock: ' Acme ', yes: true })).toEqual(yes)
  })

  it.each(['Other', 'acme', '', 'Acm'])('may not repair under the wrong name %j', (unlock) => {
    expect(allows(aProfile('observe'), 'repair', { unlock, yes: true })).toEqual(needs('unlock'))
    expect(allows(aProfile('open'), 'repair', { unlock, yes: true })).toEqual(needs('unlock'))
  })

  it.each([null, '', '  '])(
    "is unlocked by the profile's label where the account's name is %j",
    (name) => {
      const unlock = 'sk_live_…4242'
      expect(allows(aProfile('observe', name), 'repair', { unlock, yes: true })).toEqual(yes)
      expect(allows(aProfile('observe', name), 'repair', { unlock: '', yes: true })).toEqual(
        needs('unlock'),
      )
    },
  )
})
