import type { Money } from '#contract'

/** Currencies that Stripe counts in whole units, or in thousandths; all others in hundredths. */
const whole = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const thousandths = new Set('bhd jod kwd omr tnd'.split(' '))
/** Currencies whose sign stands after the amount. */
const signAfter = new Set('eur sek nok dkk pln czk huf ron bgn isk'.split(' '))

function digitsOf(currency: string): number {
  if (whole.has(currency)) return 0
  return thousandths.has(currency) ? 3 : 2
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency.toUpperCase()
}

interface Form {
  readonly unit: number
  readonly sign: string
  readonly isAfter: boolean
  readonly number: Intl.NumberFormat
}

/** Made once a currency: making a formatter takes longer than drawing a row. */
const forms = new Map<string, Form>()

function formOf(currency: string): Form {
  const known = forms.get(currency)
  if (known) return known
  const digits = digitsOf(currency)
  const form: Form = {
    unit: 10 ** digits,
    sign: signOf(currency),
    isAfter: signAfter.has(currency),
    number: new Intl.NumberFormat('en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
  }
  forms.set(currency, form)
  return form
}

/** `29.00 €`, `$1,940.00`, `¥500`: the amount in its currency's form. */
export function formatMoney({ minor, currency }: Money): string {
  const { unit, sign, isAfter, number } = formOf(currency.toLowerCase())
  const amount = number.format(Math.abs(minor) / unit)
  const text = isAfter ? `${amount}\u00A0${sign}` : `${sign}${amount}`
  return minor < 0 ? `−${text}` : text
}

/** Amounts of several currencies side by side, never summed; null when there is none. */
export function formatAmounts(amounts: readonly Money[]): string | null {
  const some = amounts.filter(({ minor }) => minor !== 0)
  return some.length === 0 ? null : some.map(formatMoney).join(' + ')
}

/** Totals by currency, in the order the currencies first appear. */
export function totals(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}
