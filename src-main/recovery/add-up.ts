import type { Money } from '#contract'

/** One sum a currency. */
export function addUp(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ currency, minor }))
}
