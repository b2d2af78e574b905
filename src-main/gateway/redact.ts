/**
 * What must never leave this process in a text: Stripe keys of every kind, webhook signing secrets, bearer and basic
 * credentials, and card numbers. Keys that Stripe has masked already go as well: they show where the key begins and ends.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/((?:sk|rk)_(?:live|test)_|whsec_)[A-Za-z0-9*\u2026_-]+/gi, '$1[redacted]'],
  [
    /(?<![A-Za-z0-9])((?:sk|rk|rkcs|oak)_)(?!(?:live|test)_\[)[A-Za-z0-9*\u2026_-]{8,}/gi,
    '$1[redacted]',
  ],
  [/(Bearer)\s+(?!\[)[A-Za-z0-9._~+/=*-]{8,}/gi, '$1 [redacted]'],
  // Not in "basic information".
  [/([Bb]asic)\s+(?=[a-z+/]*[A-Z0-9=])[A-Za-z0-9+/=]{8,}/g, '$1 [redacted]'],
]

const cardLike = /(?<![A-Za-z0-9_-])[2-6](?:[ -]?\d){12,18}(?![A-Za-z0-9_-])/g

/** The text with everything that looks like a key, a credential or a card number taken out. */
export function redact(text: string): string {
  let clean = text
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement)
  return clean.replace(cardLike, (digits) => (isCardNumber(digits) ? '[redacted card]' : digits))
}

/** Luhn's check, so that other long numbers stay readable. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
