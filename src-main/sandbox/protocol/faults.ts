import { createRandom, type Random } from '../random.ts'

/**
 * What goes wrong.
 *
 * - `latency`: the answer waits `ms` milliseconds; the idempotency key is in flight meanwhile.
 * - `status`: that answer instead of the work; nothing is kept for the idempotency key.
 * - `stored_500`: execution began and failed: no effect, and the key repeats the 500.
 * - `reset`: the connection is cut before the work.
 * - `timeout`: no work and no answer, until the client gives up.
 * - `lost_answer`: the work is done and kept, then the connection is cut.
 */
export type FaultKind =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: 401 | 403 | 429 | 500 }
  | { readonly kind: 'stored_500' | 'reset' | 'timeout' | 'lost_answer' }

/** When it goes wrong. All that is given must agree. */
export interface FaultMatch {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** The URL path begins with it. */
  readonly path?: string
  /** A regular expression over the URL path. */
  readonly pattern?: string
  /** How often at the most; without end when absent. */
  readonly times?: number
  /** From 0 to 1; always when absent. */
  readonly probability?: number
  readonly seed?: number
}

export type FaultRule = FaultKind & FaultMatch

interface Armed {
  readonly id: string
  readonly rule: FaultRule
  readonly pattern: RegExp | undefined
  readonly random: Random
  left: number
}

/** The rules in force. The first that matches a request strikes. */
export class Faults {
  readonly #armed: Armed[] = []
  #count = 0

  /** @throws SyntaxError when the pattern is not a regular expression. */
  add(rule: FaultRule): string {
    const id = `fault_${++this.#count}`
    this.#armed.push({
      id,
      rule,
      pattern: rule.pattern === undefined ? undefined : new RegExp(rule.pattern),
      random: createRandom(rule.seed ?? this.#count),
      left: rule.times ?? Infinity,
    })
    return id
  }

  clear(): void {
    this.#armed.length = 0
  }

  list(): { id: string; rule: FaultRule; left: number | null }[] {
    return this.#armed.map(({ id, rule, left }) => ({
      id,
      rule,
      left: Number.isFinite(left) ? left : null,
    }))
  }

  strike(method: string, path: string): FaultRule | undefined {
    for (const armed of this.#armed) {
      if (armed.left === 0 || !applies(armed, method, path)) continue
      if (armed.random.next() >= (armed.rule.probability ?? 1)) continue
      armed.left -= 1
      return armed.rule
    }
    return undefined
  }
}

function applies({ rule, pattern }: Armed, method: string, path: string): boolean {
  if (rule.method !== undefined && rule.method !== method) return false
  if (rule.path !== undefined && !path.startsWith(rule.path)) return false
  return pattern === undefined || pattern.test(path)
}
