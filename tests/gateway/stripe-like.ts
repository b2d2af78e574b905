import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Call, createGateway, type GatewayOptions } from '../../src-main/gateway/index.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: URLSearchParams
}

export type Answer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | 'reset'
  | 'silence'

/** A server of a few lines that speaks as much of Stripe's protocol as one test needs. */
export async function startStripeLike(answer: (asked: Asked) => Answer | Promise<Answer>) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const one: Asked = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://127.0.0.1'),
      headers: request.headers,
      body: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
    }
    asked.push(one)
    reply(response, await answer(one))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    base: `http://127.0.0.1:${address.port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return
  if (answer === 'reset') {
    response.destroy()
    return
  }
  const text = answer.text ?? JSON.stringify(answer.json ?? {})
  response.writeHead(answer.status ?? 200, answer.headers).end(text)
}

export function errorBody(error: Record<string, string>) {
  return { error: { type: 'invalid_request_error', ...error } }
}

/** A gateway to that server that waits for nothing between tries, with what it reported and how long it would have waited. */
export function gatewayTo(base: string, options: Partial<GatewayOptions> = {}) {
  const calls: Call[] = []
  const pauses: number[] = []
  const gateway = createGateway({
    secretKey: 'sk_test_51NotARealKey4242',
    environment: 'test',
    apiBase: base,
    onCall: (call) => calls.push(call),
    sleep: async (ms) => {
      pauses.push(ms)
    },
    ...options,
  })
  return { gateway, calls, pauses }
}
