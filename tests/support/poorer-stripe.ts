import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Sandbox } from '../../src-main/sandbox/index.ts'

/** What other servers of Stripe's protocol do less well than Stripe. */
export interface Poverty {
  /** Query parameters answered with a 400 that has no code. */
  readonly refuses?: readonly string[]
  /** Query parameters that are taken and not obeyed. */
  readonly ignores?: readonly string[]
  /** Lists of customers begin with the oldest. */
  readonly oldestFirst?: boolean
  /** A deleted customer is unknown, in a refusal without a code. */
  readonly forgetsDeleted?: boolean
}

interface Customer {
  readonly id: string
}

/** Stands before a sandbox and plays a poorer Stripe. */
export async function startPoorerStripe(sandbox: Sandbox, poverty: Poverty) {
  const server = createServer((request, response) => {
    answer(sandbox, poverty, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  sandbox: Sandbox,
  { refuses = [], ignores = [], oldestFirst = false, forgetsDeleted = false }: Poverty,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', sandbox.url)
  const names = (wanted: readonly string[]) =>
    [...url.searchParams.keys()].filter((name) => wanted.includes(name.replace(/\[.*/, '')))
  const [refused] = names(refuses)
  if (refused !== undefined) return refuse(response, 400, `Unexpected ${refused}`)
  for (const name of names(ignores)) url.searchParams.delete(name)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  if (oldestFirst && request.method === 'GET' && url.pathname === '/v1/customers') {
    return send(response, 200, JSON.stringify(await pageFromOldest(request, url)))
  }
  const told = await fetch(url, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
  })
  const text = await told.text()
  const isTombstone = told.ok && request.method === 'GET' && JSON.parse(text).deleted === true
  if (forgetsDeleted && isTombstone) return refuse(response, 404, 'Not Found')
  send(response, told.status, text)
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['authorization', 'content-type', 'idempotency-key', 'stripe-version']
  return Object.fromEntries(
    kept.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  )
}

async function pageFromOldest(request: IncomingMessage, url: URL) {
  const limit = Number(url.searchParams.get('limit') ?? 10)
  const after = url.searchParams.get('starting_after')
  const all: Customer[] = []
  for (let more = true; more; ) {
    const page = new URL(url)
    page.searchParams.set('limit', '100')
    page.searchParams.delete('starting_after')
    const last = all.at(-1)
    if (last !== undefined) page.searchParams.set('starting_after', last.id)
    const text = await (await fetch(page, { headers: headersOf(request) })).text()
    const told: { data: Customer[]; has_more: boolean } = JSON.parse(text)
    all.push(...told.data)
    more = told.has_more
  }
  const rest = all.toReversed().slice(all.toReversed().findIndex(({ id }) => id === after) + 1)
  return { object: 'list', data: rest.slice(0, limit), has_more: rest.length > limit }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, JSON.stringify({ error: { type: 'invalid_request_error', message } }))
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}
