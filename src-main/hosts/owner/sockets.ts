import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '../../observability/index.ts'
import { type Door, entranceOf } from './entrance.ts'
import type { RpcServer } from './rpc-server.ts'

/** Lets through the sockets that may come in; the others are answered with a status, counted and logged. */
export function guardSockets(
  server: Server,
  door: () => Door,
  log: Log,
  open: RpcServer['accept'],
): void {
  let refusals = 0
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const entrance =
      request.url === '/rpc'
        ? entranceOf(request.headers, door())
        : ({ kind: 'refused', status: 404, reason: 'no such address' } as const)
    if (entrance.kind === 'open') return open(request, socket, head, entrance.caller)
    refusals += 1
    log.warn({ reason: entrance.reason, refusals }, 'A connection was refused.')
    refuseSocket(socket, entrance.status)
  })
}

export function refuseSocket(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
