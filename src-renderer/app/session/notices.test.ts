import { describe, expect, it } from 'vitest'
import { join, staleAfter } from './notices.ts'

describe('notices of change', () => {
  it('make only their topics stale while none is missed', () => {
    expect(staleAfter(7, { seq: 8, topics: ['cases'] })).toEqual(['cases'])
  })

  it('make everything stale after a gap', () => {
    expect(staleAfter(7, { seq: 9, topics: ['cases'] })).toBe('all')
  })

  it('make everything stale on a new connection, whose numbers may start anywhere', () => {
    expect(staleAfter(undefined, { seq: 8, topics: [] })).toBe('all')
  })

  it('make everything stale when the core was started again and counts from the beginning', () => {
    expect(staleAfter(7, { seq: 0, topics: ['jobs'] })).toBe('all')
  })

  it('are joined without repeating a topic', () => {
    expect(join(['cases', 'jobs'], ['jobs', 'alerts'])).toEqual(['cases', 'jobs', 'alerts'])
    expect(join(['cases'], 'all')).toBe('all')
  })
})
