import type { Topic } from '#contract'

export interface Notice {
  readonly seq: number
  readonly topics: Topic[]
}

/** Changes of this long are joined into one notice. */
const JOIN_MS = 200

/** Tells every open view what changed: numbered, joined to a few notices a second. */
export function createChangeHub() {
  const listeners = new Set<(notice: Notice) => void>()
  let pending = new Set<Topic>()
  let seq = 0
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    timer = undefined
    seq += 1
    const notice = { seq, topics: [...pending] }
    pending = new Set()
    for (const listener of listeners) listener(notice)
  }

  return {
    changed(...topics: Topic[]): void {
      for (const topic of topics) pending.add(topic)
      if (listeners.size === 0) return
      timer ??= setTimeout(flush, JOIN_MS)
    },

    /** The number at the time of the call first, then each notice. */
    async *watch(signal: AbortSignal | undefined): AsyncGenerator<Notice> {
      const queue: Notice[] = [{ seq, topics: [] }]
      let wake = () => {}
      const listener = (notice: Notice) => {
        queue.push(notice)
        wake()
      }
      const stop = () => wake()
      listeners.add(listener)
      signal?.addEventListener('abort', stop)
      try {
        while (!signal?.aborted) {
          const next = queue.shift()
          if (next !== undefined) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', stop)
      }
    },

    close(): void {
      clearTimeout(timer)
      listeners.clear()
    },
  }
}
export type ChangeHub = ReturnType<typeof createChangeHub>
