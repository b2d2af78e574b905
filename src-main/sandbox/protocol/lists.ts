import type { Collection, Entry, Page, Range, StripeObject } from '../store/collection.ts'
import { ALWAYS } from '../store/collection.ts'
import type { List } from '../store/shapes.ts'
import { invalid, noSuch } from './errors.ts'
import type { Params } from './form.ts'
import { integer, required, text } from './params.ts'
import type { Call } from './router.ts'

/** Narrows a list: by an index, by a test on each object, or both. */
export interface ListFilter<T> {
  readonly among?: Iterable<Entry<T>> | undefined
  readonly keep?: (value: T) => boolean
}

/** Answers a list request in Stripe's shape: newest first, by cursor, 10 unless told and 100 at the most. */
export function list<T extends StripeObject>(
  call: Pick<Call, 'params' | 'path'>,
  collection: Collection<T>,
  filter: ListFilter<T> = {},
): List<T> {
  const { params, path } = call
  const startingAfter = cursor(params, 'starting_after', collection)
  const endingBefore = cursor(params, 'ending_before', collection)
  if (startingAfter !== undefined && endingBefore !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: starting_after, ending_before.',
      'ending_before',
      'parameters_exclusive',
    )
  }
  const page = collection.page({
    limit: limitOf(params),
    created: rangeOf(params, 'created'),
    startingAfter,
    endingBefore,
    among: filter.among,
    keep: filter.keep ?? (() => true),
  })
  return asList(page, path)
}

export function asList<T>({ data, hasMore }: Page<T>, url: string): List<T> {
  return { object: 'list', data, has_more: hasMore, url }
}

export function limitOf(params: Params): number {
  const limit = integer(params, 'limit') ?? 10
  if (limit < 1 || limit > 100) {
    throw invalid(
      limit < 1
        ? 'This value must be greater than or equal to 1.'
        : 'This value must be less than or equal to 100.',
      'limit',
      'parameter_invalid_integer',
    )
  }
  return limit
}

function cursor<T extends StripeObject>(
  params: Params,
  name: string,
  collection: Collection<T>,
): string | undefined {
  if (params[name] === undefined) return undefined
  const id = required(params, name)
  if (!collection.entry(id)) throw noSuch(nounOf(id), id, { where: 400, param: name })
  return id
}

const NOUNS: Readonly<Record<string, string>> = {
  cus: 'customer',
  sub: 'subscription',
  in: 'invoice',
  evt: 'event',
  ch: 'charge',
  pi: 'payment_intent',
  pm: 'payment_method',
  price: 'price',
  prod: 'product',
}

function nounOf(id: string): string {
  return NOUNS[id.split('_')[0] ?? ''] ?? 'object'
}

/** A range of Unix seconds: exact, or with any of gt, gte, lt, lte. */
export function rangeOf(params: Params, name: string): Range {
  const value = params[name]
  if (value === undefined) return ALWAYS
  if (typeof value === 'string') {
    const exact = integer(params, name) ?? 0
    return { from: exact, to: exact }
  }
  const bound = (key: string, otherwise: number) => integer(value, key) ?? otherwise
  return {
    from: Math.max(bound('gte', -Infinity), bound('gt', -Infinity) + 1),
    to: Math.min(bound('lte', Infinity), bound('lt', Infinity) - 1),
  }
}

/** The value of an optional filter. */
export function filterOf(params: Params, name: string): string | undefined {
  return params[name] === undefined ? undefined : text(params, name)
}
