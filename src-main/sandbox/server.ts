import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Control } from './control/control.ts'
import { answerControl } from './control/http.ts'
import { portalPage } from './portal-page.ts'
import type { Answer } from './protocol/answers.ts'
import type { Outcome, Service } from './protocol/service.ts'
import type { Universe } from './store/universe.ts'

export interface Backend {
  readonly service: Service
  readonly control: Control
  readonly universe: Universe
}

/**
 * Serves the sandbox on 127.0.0.1.
 *
 * @param port - 0 for any free one.
 * @throws Error with code `EADDRINUSE` when the port is taken.
 */
export async function listen(backend: Backend, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    respond(backend, request, response).catch((error: unknown) => {
      // A bug of the sandbox, or a client that left: whoever still waits must see it, and the process goes on.
      if (response.headersSent) {
        response.destroy()
        return
      }
      response.writeHead(500, { 'Content-Type': 'text/plain' })
      response.end(error instanceof Error ? error.stack : String(error))
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

export function portOf(server: Server): number {
  const address = server.address()
  return isAddress(address) ? address.port : 0
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

async function respond(backend: Backend, request: IncomingMessage, response: ServerResponse) {
  const body = await read(request)
  const { path, query } = split(request.url ?? '/')
  const method = request.method ?? 'GET'
  if (path.startsWith('/_sandbox/')) {
    send(response, await answerControl(backend.control, { method, path, query, body }))
    return
  }
  if (path.startsWith('/p/session/')) {
    send(response, portalPage(backend.universe, path.slice('/p/session/'.length)))
    return
  }
  const outcome = await backend.service.answer({
    method,
    path,
    query,
    body,
    authorization: request.headers.authorization,
    idempotencyKey: one(request.headers['idempotency-key']),
    baseUrl: `http://127.0.0.1:${request.socket.localPort}`,
  })
  deliver(request, response, outcome)
}

function deliver(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'cut') request.socket.resetAndDestroy()
  else if (outcome !== 'silence') send(response, outcome)
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function split(url: string): { path: string; query: string } {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
