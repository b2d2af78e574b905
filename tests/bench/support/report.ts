export interface Line {
  readonly what: string
  /** Milliseconds, or a plain count. */
  readonly value: number
  readonly unit: 'ms' | ''
  readonly limit?: number
  readonly note?: string
}

/** Prints what was measured, one line each, with its limit where there is one. */
export function report(title: string, lines: readonly Line[]): void {
  const rows = lines.map(({ what, value, unit, limit, note }) => [
    what,
    `${unit === 'ms' ? value.toFixed(1) : value.toLocaleString('en')} ${unit}`.trim(),
    limit === undefined ? '' : `${limit.toLocaleString('en')} ${unit}`.trim(),
    limit === undefined ? '' : value <= limit ? 'ok' : 'OVER',
    note ?? '',
  ])
  const table = [['what', 'value', 'limit', '', ''], ...rows]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...table.map((row) => (row[at] ?? '').length)))
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, at) =>
        at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd()
  process.stdout.write(`\n${title}\n${table.map(lineOf).join('\n')}\n`)
}

export interface Measured {
  /** The middle one of several rounds, in milliseconds. */
  readonly ms: number
  /** The processor's part of it: what is left on a machine that has nothing else to do. */
  readonly cpuMs: number
}

/** The first round only warms up. */
export async function measure(rounds: number, work: () => unknown): Promise<Measured> {
  const times: number[] = []
  const cpuTimes: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(cpu)
    if (round === 0) continue
    times.push(performance.now() - start)
    cpuTimes.push((user + system) / 1000)
  }
  return { ms: middle(times), cpuMs: middle(cpuTimes) }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
