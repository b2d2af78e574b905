import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** Which port to listen on: any free one, this one if it is free, or this one and no other. */
export type PortWish =
  | { kind: 'free' }
  | { kind: 'preferred'; port: number }
  | { kind: 'exactly'; port: number }

/** The asked-for port belongs to another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError'
  readonly port: number
  constructor(port: number) {
    super(`Port ${port} is in use by another program: end it, or choose another with --port.`)
    this.port = port
  }
}

/** What answers plain requests. */
export type App = { fetch: Parameters<typeof getRequestListener>[0] }

export interface Loopback {
  readonly server: Server
  readonly port: number
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only. @throws PortTakenError when exactly one port was asked for and it is taken */
export async function listenOnLoopback(app: App, wish: PortWish): Promise<Loopback> {
  const server = createServer(getRequestListener(app.fetch))
  const port = await bind(server, wish)
  return { server, port, close: () => closeServer(server) }
}

async function bind(server: Server, wish: PortWish): Promise<number> {
  if (wish.kind === 'free') return listen(server, 0)
  try {
    return await listen(server, wish.port)
  } catch (error) {
    if (!(error instanceof PortTakenError) || wish.kind === 'exactly') throw error
    return listen(server, 0)
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(['EADDRINUSE', 'EACCES'].includes(error.code ?? '') ? new PortTakenError(port) : error)
    server.once('error', refuse)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  return closed
}
