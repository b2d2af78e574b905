import type { Environment } from '#contract'

export interface SecretKey {
  readonly secretKey: string
  readonly environment: Environment
  readonly kind: 'secret' | 'restricted'
  /** All that is ever shown of it: `sk_live_…4242`. */
  readonly hint: string
}

export type KeyProblem =
  | 'empty'
  | 'publishable'
  | 'organisation'
  | 'webhook_secret'
  | 'masked'
  | 'malformed'
  | 'address'
  | 'expired'
  | 'refused'
  | 'other_account'
  | 'kept_already'
  | 'absent'

/** What was given is no key to use, or no address to use it at. Its message says what it is and what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
  readonly reason: KeyProblem

  constructor(reason: KeyProblem, options?: ErrorOptions) {
    super(sentences[reason], options)
    this.reason = reason
  }
}

const sentences: Readonly<Record<KeyProblem, string>> = {
  empty: 'There is no key. Copy a secret or restricted key from the Stripe dashboard.',
  publishable:
    'This is a publishable key (pk_…), made for browsers. A secret (sk_…) or restricted key (rk_…) is needed.',
  organisation:
    "This is an organisation's key (sk_org_…). A key of one account is needed: sk_… or rk_….",
  webhook_secret:
    'This is a webhook signing secret (whsec_…), not an API key. A secret (sk_…) or restricted key (rk_…) is needed.',
  masked:
    'This key was copied in its hidden form. Reveal it in the Stripe dashboard and copy it again.',
  malformed:
    'This has not the form of a Stripe key: sk_test_…, sk_live_…, rk_test_… or rk_live_…. Copy it again, whole.',
  expired: 'This key has expired. Make a new one in the Stripe dashboard.',
  refused: 'Stripe refuses this key. Check that it is whole and was not revoked.',
  other_account:
    'This key belongs to another account, or to the other mode. Add it as an account of its own.',
  kept_already: 'This key is kept already, as another profile of this workspace.',
  absent: 'There is no such key in it: STRIPE_SECRET_KEY=sk_… or rk_….',
  address: 'The address in place of Stripe must be http://127.0.0.1:<port>.',
}

/** By what they begin with; the first that fits. */
const others: readonly (readonly [RegExp, KeyProblem])[] = [
  [/^$/, 'empty'],
  [/^pk_/, 'publishable'],
  [/^(sk|rk)_org/, 'organisation'],
  [/^whsec_/, 'webhook_secret'],
  [/^(sk|rk)_(test|live)_.*[*•…]/, 'masked'],
]

/**
 * Reads a key as people paste it: with spaces, quotes or a line's end around it.
 * @throws {KeyError}
 */
export function parseSecretKey(raw: string): SecretKey {
  const secretKey = raw.replace(/^[\s"'`\u200b\ufeff]+|[\s"'`\u200b\ufeff]+$/g, '')
  const problem = others.find(([form]) => form.test(secretKey))?.[1]
  if (problem) throw new KeyError(problem)
  const parts = /^(sk|rk)_(test|live)_([A-Za-z0-9_-]{3,250})$/.exec(secretKey)
  if (!parts) throw new KeyError('malformed')
  const [, prefix = '', mode = '', rest = ''] = parts
  return {
    secretKey,
    environment: mode === 'live' ? 'live' : 'test',
    kind: prefix === 'rk' ? 'restricted' : 'secret',
    // Four of a short one would be most of it.
    hint: `${prefix}_${mode}_…${rest.length >= 12 ? rest.slice(-4) : ''}`,
  }
}

/**
 * The address of a Stripe on this machine. No other may be given, or a key could be sent anywhere.
 * @returns `http://127.0.0.1:<port>`
 * @throws {KeyError} with the reason `address`.
 */
export function parseApiBase(raw: string): string {
  const port = Number(/^http:\/\/127\.0\.0\.1:(\d{1,5})\/?$/.exec(raw.trim())?.[1])
  if (!(port >= 1 && port <= 65_535)) throw new KeyError('address')
  return `http://127.0.0.1:${port}`
}
