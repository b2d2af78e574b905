interface ErrorBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
}

/** An answer that is not 2xx, in Stripe's words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly body: ErrorBody
  readonly headers: Readonly<Record<string, string>>
  /** Whether execution had begun, so that the idempotency key keeps this answer. */
  readonly stored: boolean

  constructor(
    status: number,
    body: ErrorBody,
    options: { headers?: Record<string, string>; stored?: boolean } = {},
  ) {
    super(body.message)
    this.status = status
    this.body = body
    this.headers = options.headers ?? {}
    this.stored = options.stored ?? false
  }
}

/** A parameter that fails validation: 400, not kept for the idempotency key. */
export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  })
}

export function missingParam(param: string): ApiError {
  return invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
}

export function emptyParam(param: string): ApiError {
  return invalid(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    param,
    'parameter_invalid_empty',
  )
}

/**
 * An id that this environment does not know.
 *
 * @param where - 404 for the id of the path, 400 for one in the parameters.
 * @param elsewhere - The environment it does exist in, if any.
 */
export function noSuch(
  noun: string,
  id: string,
  { where, param, elsewhere }: { where: 400 | 404; param: string; elsewhere?: 'live' | 'test' },
): ApiError {
  const hint =
    elsewhere === undefined
      ? ''
      : `; a similar object exists in ${elsewhere} mode, but a ${elsewhere === 'live' ? 'test' : 'live'} mode key was used to make this request.`
  return new ApiError(
    where,
    {
      type: 'invalid_request_error',
      code: 'resource_missing',
      param,
      message: `No such ${noun}: '${id}'${hint}`,
    },
    { stored: true },
  )
}

export function unknownUrl(method: string, path: string): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  })
}

export function rateLimited(reason: string): ApiError {
  return new ApiError(
    429,
    {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    },
    { headers: { 'Stripe-Rate-Limited-Reason': reason } },
  )
}

export function serverError({ stored }: { stored: boolean }): ApiError {
  return new ApiError(
    500,
    {
      type: 'api_error',
      message: 'An unknown error occurred. We have been notified and are looking into it.',
    },
    { stored },
  )
}

/** The body on the wire. */
export function errorBody(error: ApiError, requestId: string, livemode: boolean, seconds: number) {
  const { code } = error.body
  return {
    error: {
      ...(code === undefined
        ? {}
        : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
      message: error.body.message,
      ...(error.body.param === undefined ? {} : { param: error.body.param }),
      request_log_url: `https://dashboard.stripe.com/${livemode ? '' : 'test/'}logs/${requestId}?t=${seconds}`,
      type: error.body.type,
    },
  }
}
