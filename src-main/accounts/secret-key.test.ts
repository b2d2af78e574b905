import { describe, expect, it } from 'vitest'
import { KeyError, parseApiBase, parseSecretKey } from './secret-key.ts'

describe('a pasted key', () => {
  it.each([
    ['sk_test_51AbcdefghijK4242', 'test', 'secret', 'sk_test_…4242'],
    ['sk_live_51AbcdefghijK4242', 'live', 'secret', 'sk_live_…4242'],
    ['rk_test_51AbcdefghijK4242', 'test', 'restricted', 'rk_test_…4242'],
    ['rk_live_51AbcdefghijK4242', 'live', 'restricted', 'rk_live_…4242'],
    ['sk_test_short', 'test', 'secret', 'sk_test_…'],
  ])('%s tells its mode and kind, and shows at most its end', (key, environment, kind, hint) => {
    expect(parseSecretKey(key)).toEqual({ secretKey: key, environment, kind, hint })
  })

  it.each([' %s ', '"%s"', "'%s'\n", '%s\r\n', '\ufeff%s', '  "%s" '])(
    'may come as %j',
    (around) => {
      const key = 'sk_test_51AbcdefghijK4242'
      expect(parseSecretKey(around.replace('%s', key)).secretKey).toBe(key)
    },
  )

  it.each([
    ['', 'empty'],
    ['  ""  ', 'empty'],
    ['pk_live_51Abcdefghij', 'publishable'],
    ['sk_org_live_51Abcdefghij', 'organisation'],
    ['whsec_51Abcdefghij', 'webhook_secret'],
    ['sk_live_••••4242', 'masked'],
    ['rk_test_*****4242', 'masked'],
    ['sk_prod_51Abcdefghij', 'malformed'],
    ['sk_test_51Abc defghij', 'malformed'],
    ['sk_test_', 'malformed'],
    ['SK_TEST_51Abcdefghij', 'malformed'],
    ['hunter2', 'malformed'],
  ])('%j is refused as %s, without being repeated', (raw, reason) => {
    const failure = (() => {
      try {
        return parseSecretKey(raw)
      } catch (error) {
        return error
      }
    })()

    expect(failure).toBeInstanceOf(KeyError)
    expect(failure).toMatchObject({ reason })
    expect(String(failure)).not.toContain('51Abc')
  })
})

describe('an address in place of Stripe', () => {
  it('is a port of this machine', () => {
    expect(parseApiBase(' http://127.0.0.1:4242/ ')).toBe('http://127.0.0.1:4242')
  })

  it.each([
    'http://localhost:4242',
    'https://127.0.0.1:4242',
    'http://127.0.0.1',
    'http://127.0.0.1:0',
    'http://127.0.0.1:70000',
    'http://127.0.0.1:4242/v1',
    'http://127.0.0.1:4242@evil.example',
    'http://evil.example:4242',
    '',
  ])('is never %j', (raw) => {
    expect(() => parseApiBase(raw)).toThrow('http://127.0.0.1:<port>')
  })
})
