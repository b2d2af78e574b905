import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { Client } from '#contract'
import { callerHeader } from './entrance.ts'
import type { OwnerFile } from './owner-file.ts'

export type CallerName = 'terminal' | 'window' | 'page'

/** A line to the owner of a home. */
export interface OwnerConnection {
  readonly owner: OwnerFile
  readonly client: Client
  /** True once the line broke: calls in flight on it have no answer, and must be made again elsewhere. */
  isLost(): boolean
  close(): void
}

const heartbeat = { everyMs: 10_000, patienceMs: 60_000 }

/** A socket to the owner, not open yet. */
export function callOwner(owner: OwnerFile, as: CallerName, patienceMs: number): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${owner.port}/rpc`, {
    handshakeTimeout: patienceMs,
    headers: { authorization: `Bearer ${owner.token}`, [callerHeader]: as },
  })
}

/** Null when nobody answers there within `patienceMs`, or somebody else does. */
export async function connectOwner(
  owner: OwnerFile,
  as: CallerName,
  patienceMs: number,
): Promise<OwnerConnection | null> {
  const socket = callOwner(owner, as, patienceMs)
  if (!(await isOpened(socket))) return null
  keepAlive(socket)
  return {
    owner,
    client: createORPCClient(new RPCLink({ websocket: new Line(socket) })),
    isLost: () => socket.readyState !== WebSocket.OPEN,
    close: () => socket.close(),
  }
}

export function isOpened(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('open', () => resolve(true))
    // Any later error is followed by `close`, which ends the calls in flight.
    socket.on('error', () => resolve(false))
  })
}

/** Breaks the line to an owner that was stopped or hangs, so that its clients do not wait for ever. */
function keepAlive(socket: WebSocket): void {
  let heardAt = Date.now()
  socket.on('pong', () => {
    heardAt = Date.now()
  })
  const timer = setInterval(() => {
    if (Date.now() - heardAt > heartbeat.patienceMs) socket.terminate()
    else socket.ping()
  }, heartbeat.everyMs)
  socket.on('close', () => clearInterval(timer))
}

/** The same socket as the DOM has it, which the client library asks for. */
class Line extends EventTarget {
  readonly #socket: WebSocket
  constructor(socket: WebSocket) {
    super()
    this.#socket = socket
    socket.on('message', (data) => {
      this.dispatchEvent(new MessageEvent('message', { data: String(data) }))
    })
    socket.on('close', () => this.dispatchEvent(new Event('close')))
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#socket.readyState
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.#socket.send(data)
  }
}
