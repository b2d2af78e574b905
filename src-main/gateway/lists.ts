import { isUnknownEndpoint } from './classify.ts'
import { GatewayError, isFailure } from './failure.ts'
import { asObject } from './objects.ts'
import type { Ask, SdkCall, Sender } from './sender.ts'
import type { Seen, Sighting, StripeObject } from './shapes.ts'

export interface ListPage extends Sighting {
  readonly items: StripeObject[]
  readonly hasMore: boolean
}

/** One page from a URL without an id that could be missing: any other 404 there means that the endpoint is. */
export async function readPage(
  sender: Sender,
  operation: string,
  call: SdkCall,
  ask: Ask,
): Promise<ListPage> {
  const { reply, failure, body, ...sighting } = await sender.attempt('read', operation, call, ask)
  if (isUnknownEndpoint(reply)) throw unsupported(null, sighting)
  if (failure) throw new GatewayError(failure, sighting.requestId)
  const data = body['data']
  if (!Array.isArray(data)) throw unsupported(null, sighting)
  return { items: data.map(asObject), hasMore: body['has_more'] === true, ...sighting }
}

/** All pages of a list, newest first, as Stripe orders them. Objects created meanwhile are not in it. */
export async function* pagesOf(
  fetchPage: (startingAfter: string | undefined) => Promise<ListPage>,
): AsyncGenerator<ListPage> {
  let cursor: string | undefined
  for (;;) {
    const page = await fetchPage(cursor)
    // A server that ignores the cursor would be read for ever.
    if (cursor !== undefined && page.items.some(({ id }) => id === cursor))
      throw unsupported('starting_after', page)
    yield page
    cursor = page.items.at(-1)?.id
    if (!page.hasMore || cursor === undefined) return
  }
}

/** All of them in memory, with the interval in which all of them were read. */
export async function collect<T extends StripeObject = StripeObject>(
  pages: AsyncIterable<Sighting & { readonly items: T[] }>,
): Promise<Seen<T[]>> {
  const all: T[] = []
  const seen = { requestId: null as string | null, asked: Infinity, answered: -Infinity }
  for await (const { items, requestId, asked, answered } of pages) {
    all.push(...items)
    seen.requestId = requestId
    seen.asked = Math.min(seen.asked, asked)
    seen.answered = Math.max(seen.answered, answered)
  }
  return Object.assign(all, seen)
}

/**
 * Tries the first form of a question, and the next where this Stripe does not know it or finds fault with it. The last
 * one's refusal is thrown.
 */
export async function firstAccepted<T>(
  form: () => Promise<T>,
  ...others: (() => Promise<T>)[]
): Promise<T> {
  const [next, ...rest] = others
  if (!next) return form()
  try {
    return await form()
  } catch (error) {
    if (!isFailure(error, 'unsupported') && !isFailure(error, 'invalid')) throw error
    return firstAccepted(next, ...rest)
  }
}

function unsupported(what: string | null, { requestId }: Sighting): GatewayError {
  return new GatewayError({ kind: 'unsupported', what }, requestId)
}
