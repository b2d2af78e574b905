import { AsyncLocalStorage } from 'node:async_hooks'
import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import Stripe from 'stripe'

/** What came back, before anybody has judged it. `body` is undefined where it was not JSON. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: unknown
    }
  | { readonly kind: 'none'; readonly reason: 'timeout' | 'connection' | 'aborted' }

/** One attempt on its way through the SDK: what it asks for goes down in it, what was seen comes back. */
export interface Exchange {
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  method: string
  /** Without its query. */
  path: string
  reply: Reply | undefined
}

/**
 * Our end of the SDK: the SDK writes the request (encoding, headers, version) and this sends it once. What the SDK
 * does with answers is left out: it retries a reset connection on its own, turns numbers into classes, and mistakes a
 * page of HTML for a broken API. It is given an empty object, and the reply is handed over beside it.
 */
export class Transport extends Stripe.HttpClient {
  readonly #exchanges = new AsyncLocalStorage<Exchange>()
  readonly #kept = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  }

  /** Runs one SDK call whose request belongs to this exchange. */
  async carry(exchange: Exchange, call: () => Promise<unknown>): Promise<Reply> {
    await this.#exchanges.run(exchange, call)
    if (!exchange.reply) throw new Error('The SDK ended a call without sending it')
    return exchange.reply
  }

  override getClientName(): string {
    return 'relink'
  }

  override async makeRequest(
    ...[host, port, path, method, headers, body, protocol]: Parameters<
      InstanceType<typeof Stripe.HttpClient>['makeRequest']
    >
  ) {
    const exchange = this.#exchanges.getStore()
    if (!exchange) throw new Error('A Stripe call outside of the gateway')
    exchange.method = method
    exchange.path = path.split('?', 1)[0] ?? path
    const scheme = protocol === 'http' ? 'http' : 'https'
    // A kept connection that the server has just closed would look like a lost answer, so a POST gets its own.
    const agent = method === 'GET' ? this.#kept[scheme] : false
    exchange.reply = await exchangeOnce(
      { host, port, path, method, agent, headers: Object.fromEntries(Object.entries(headers)) },
      { scheme, body, exchange },
    )
    return new NothingForTheSdk(200, {})
  }
}

class NothingForTheSdk extends Stripe.HttpClientResponse {
  override getRawResponse(): unknown {
    return {}
  }
  override async toJSON(): Promise<unknown> {
    return {}
  }
}

function exchangeOnce(
  options: http.RequestOptions,
  { scheme, body, exchange }: { scheme: 'http' | 'https'; body: string; exchange: Exchange },
): Promise<Reply> {
  // Once sent, a POST is waited for: giving up would only make its outcome unknown.
  const signal = options.method === 'GET' ? exchange.signal : undefined
  return new Promise((resolve) => {
    let timedOut = false
    const end = (reply: Reply) => {
      clearTimeout(timer)
      resolve(reply)
    }
    const fail = () => {
      if (signal?.aborted) return end({ kind: 'none', reason: 'aborted' })
      end({ kind: 'none', reason: timedOut ? 'timeout' : 'connection' })
    }
    const speak = scheme === 'http' ? http.request : https.request
    const request = speak({ ...options, ...(signal && { signal }) })
    const timer = setTimeout(() => {
      timedOut = true
      request.destroy(new Error('timeout'))
    }, exchange.timeoutMs)
    request.on('error', fail)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('error', fail)
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const { statusCode, headers } = response
        end({ kind: 'answer', status: statusCode ?? 0, headers, body: parsed(text) })
      })
    })
    request.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
