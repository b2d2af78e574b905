import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
const secretPart = fc.string({
  unit: fc.constantFrom(...letters),
  minLength: 16,
  maxLength: 99,
})

/** A secret as Stripe makes them, and the part of it that must never be seen. */
const aSecret = fc
  .record({
    prefix: fc.constantFrom('sk_test_', 'sk_live_', 'rk_test_', 'rk_live_', 'whsec_', 'Bearer '),
    part: secretPart,
  })
  .map(({ prefix, part }) => ({ whole: prefix + part, part }))

describe('redact', () => {
  it('takes a key out of any text, wherever it stands', () => {
    fc.assert(
      fc.property(
        aSecret,
        fc.string(),
        fc.constantFrom('', ' ', '"', '\n', ':', '=', '/'),
        (secret, after, join) => {
          expect(redact(`key${join}${secret.whole}${join}${after}`)).not.toContain(secret.part)
        },
      ),
    )
  })

  it('leaves no part of a key, also of one that Stripe has masked', () => {
    expect(redact('Invalid API Key provided: sk_test_**********************Aso0')).toBe(
      'Invalid API Key provided: sk_test_[redacted]',
    )
    expect(redact('Authorization: Bearer sk_live_abcdefgh12345678')).not.toContain('abcdefgh')
    expect(redact('Authorization: Basic c2tfbGl2ZV9hYmM6')).toBe('Authorization: Basic [redacted]')
  })

  it('takes out card numbers, but no times, amounts or ids', () => {
    expect(redact('card 4242 4242 4242 4242, or 378282246310005.')).toBe(
      'card [redacted card], or [redacted card].',
    )
    const plain =
      'cus_4242424242424242 at 1763892000000 paid 4242424242424241 for task_list_of_many'
    expect(redact(plain)).toBe(plain)
  })

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(aSecret, fc.string(), ({ whole }, text) => {
        const once = redact(text + whole)
        expect(redact(once)).toBe(once)
      }),
    )
  })
})
