import { ApiError } from './errors.ts'

/** What an API key says about itself. */
export interface ApiKey {
  /** Names the account; both environments share it. */
  readonly account: string
  readonly live: boolean
  readonly restricted: boolean
  /** Rights the key's own name gives up, as in `rk_test_acme__no_customer_write`. */
  readonly without: readonly string[]
  readonly text: string
}

const KEY = /^(sk|rk)_(test|live)_([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)((?:__no_[a-z_]+?)*)$/

/**
 * Reads the key of an `Authorization` header.
 *
 * @throws ApiError 401 when there is none or it has no key's form.
 */
export function readKey(authorization: string | undefined): ApiKey {
  const text = secretOf(authorization ?? '')
  if (text === '') throw noKey()
  const found = KEY.exec(text)
  const [, kind, mode, account, rights] = found ?? []
  if (account === undefined) throw invalidKey(text)
  return {
    account,
    live: mode === 'live',
    restricted: kind === 'rk',
    without: (rights ?? '').split('__no_').filter((right) => right !== ''),
    text,
  }
}

function secretOf(authorization: string): string {
  const [scheme = '', credentials = ''] = authorization.trim().split(/\s+/, 2)
  if (/^bearer$/i.test(scheme)) return credentials
  if (!/^basic$/i.test(scheme)) return ''
  return Buffer.from(credentials, 'base64').toString().split(':')[0] ?? ''
}

/** A key as messages show it: prefix, stars, last four. */
export function redact(key: string): string {
  const prefix = /^[a-z]+_(?:test|live)_/.exec(key)?.[0] ?? key.slice(0, 3)
  const tail = key.slice(Math.max(prefix.length, key.length - 4))
  return `${prefix}${'*'.repeat(Math.max(0, key.length - prefix.length - tail.length))}${tail}`
}

export function invalidKey(key: string): ApiError {
  return unauthorized(`Invalid API Key provided: ${redact(key)}`)
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: 'invalid_request_error', message })
}

function noKey(): ApiError {
  return unauthorized(
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
  )
}
