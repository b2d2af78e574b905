import { redact } from '../gateway/index.ts'

/** Fields whose value is secret whatever it looks like. */
const secretField =
  /^(authorization|proxy-authorization|cookie|set-cookie|pass(word|phrase)?|secret|secret_?key|api_?key|client_?secret|signing_?secret|(access_?|refresh_?|owner_?)?token|cvc|cvv)$/i

/**
 * A copy of what JSON can hold with everything secret taken out: in texts at any depth, in field names, in numbers that
 * are card numbers, and whole fields that are secret by name.
 */
export function scrub(value: unknown): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'number') return scrubNumber(value)
  if (Array.isArray(value)) return value.map(scrub)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      redact(field),
      secretField.test(field) && inner !== null ? '[redacted]' : scrub(inner),
    ]),
  )
}

function scrubNumber(value: number): number | string {
  const text = redact(String(value))
  return text === String(value) ? value : text
}
