import type { RunRefusal, RunResult } from '#contract'
import type { Bench } from './bench.ts'

/** Raises, or resolves, the alerts that a run gives reason for: one row a problem, however many cases. */
export function reportRun(bench: Bench, result: RunResult): void {
  if (result.dryRun) return
  const { environment } = bench
  const failed = `recovery_failed:${environment}`
  if (result.failed > 0) {
    const example = result.items.find((item) => item.outcome === 'failed')
    bench.alerts.raise({
      key: failed,
      kind: 'recovery_failed',
      severity: 'warning',
      environment,
      message: `${result.failed} repairs failed, for example case ${example?.case}: ${example?.detail ?? 'no reason was given'} They can be run again.`,
    })
  } else if (result.recovered > 0) {
    bench.alerts.resolve(failed)
  }
  if (result.refused !== null) reportRefusal(bench, result.refused)
  else if (result.recovered > 0) bench.alerts.resolve(refusedKey(bench))
}

/** A key that Stripe refuses is one alert, whatever was asked with it. */
export function reportRefusal(bench: Bench, refusal: RunRefusal): void {
  if (refusal.reason !== 'forbidden') return
  const { environment } = bench
  bench.alerts.raise({
    ...{ key: refusedKey(bench), kind: 'key_refused', severity: 'critical' },
    ...{ environment, message: refusal.detail },
  })
}

export function refusedKey({ environment }: Bench): string {
  return `key_refused:${environment}`
}
