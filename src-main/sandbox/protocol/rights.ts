import { ApiError } from './errors.ts'
import { type ApiKey, redact } from './keys.ts'

/** How a refusal is worded: as until 2025, or as since 2026. */
export type Wording = 'older' | '2026'

/** The right an endpoint asks for, as Stripe names it without `rak_`. Writing implies reading. */
export interface Right {
  readonly name: string
  readonly access: 'read' | 'write'
}

/**
 * Refuses a key that lacks a right.
 *
 * A restricted key lacks what its name or a control call takes away; `/v1/account` it may not read in any case.
 *
 * @throws ApiError 403, which names the account.
 */
export function checkRight(
  key: ApiKey,
  right: Right,
  account: string,
  denied: readonly string[],
  wording: Wording,
): void {
  if (!key.restricted && denied.length === 0) return
  const missing = new Set([...key.without, ...denied])
  const reads = `${right.name}_read`
  const lacks =
    missing.has(reads) ||
    missing.has(`${right.name}_${right.access}`) ||
    (key.restricted && right.name === 'accounts_kyc_basic')
  if (lacks) throw forbidden(key, `${right.name}_${right.access}`, account, wording)
}

/** @param permission - Such as `customer_write`. */
export function forbidden(
  key: ApiKey,
  permission: string,
  account: string,
  wording: Wording,
): ApiError {
  const start = `The provided key '${redact(key.text)}' does not have the required permissions for this endpoint on account '${account}'.`
  if (wording === 'older') {
    return new ApiError(403, {
      type: 'invalid_request_error',
      message: `${start} Having the 'rak_${permission}' permission would allow this request to continue.`,
    })
  }
  const title = permission
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
  return new ApiError(403, {
    type: 'invalid_request_error',
    code: 'more_permissions_required',
    message: `${start} Enabling ${title} ('${permission}') permissions on this key would allow this request to continue. You can edit permissions at https://dashboard.stripe.com/${account}/${key.live ? '' : 'test/'}apikeys/edit`,
  })
}
