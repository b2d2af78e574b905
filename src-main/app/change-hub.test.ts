import { describe, expect, it } from 'vitest'
import { createChangeHub, type Notice } from './change-hub.ts'

async function next(notices: AsyncGenerator<Notice>): Promise<Notice> {
  const { value } = await notices.next()
  if (value === undefined) throw new Error('The stream ended.')
  return value
}

describe('a view that watches', () => {
  it('is told first where the count stands, then of each change', async () => {
    const hub = createChangeHub()
    const leave = new AbortController()
    const notices = hub.watch(leave.signal)
    expect(await next(notices)).toEqual({ seq: 0, topics: [] })
    hub.changed('cases')
    expect(await next(notices)).toEqual({ seq: 1, topics: ['cases'] })
    leave.abort()
    expect((await notices.next()).done).toBe(true)
    hub.close()
  })

  it('hears of what changes at about the same time once', async () => {
    const hub = createChangeHub()
    const leave = new AbortController()
    const notices = hub.watch(leave.signal)
    await next(notices)
    for (let at = 0; at < 500; at += 1) hub.changed('cases', 'customers')
    hub.changed('alerts')
    const { seq, topics } = await next(notices)
    expect(seq).toBe(1)
    expect(topics.toSorted()).toEqual(['alerts', 'cases', 'customers'])
    leave.abort()
    hub.close()
  })

  it('sees numbers without a gap, and the same as any other, also when it reads late', async () => {
    const hub = createChangeHub()
    const leave = new AbortController()
    const [quick, slow] = [hub.watch(leave.signal), hub.watch(leave.signal)]
    await Promise.all([next(quick), next(slow)])
    const seen: Notice[] = []
    for (const topic of ['cases', 'alerts', 'jobs'] as const) {
      hub.changed(topic)
      seen.push(await next(quick))
    }
    expect(seen.map((notice) => notice.seq)).toEqual([1, 2, 3])
    expect([await next(slow), await next(slow), await next(slow)]).toEqual(seen)
    leave.abort()
    hub.close()
  })

  it('that comes later learns the number it starts from', async () => {
    const hub = createChangeHub()
    const leave = new AbortController()
    const early = hub.watch(leave.signal)
    await next(early)
    hub.changed('cases')
    const { seq } = await next(early)
    expect(await next(hub.watch(leave.signal))).toEqual({ seq, topics: [] })
    leave.abort()
    hub.close()
  })
})
