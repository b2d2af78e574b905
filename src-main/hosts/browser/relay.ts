import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { callOwner, isOpened } from '../owner/connection.ts'
import { endSocket } from '../owner/end-socket.ts'
import { longestMessage } from '../owner/message.ts'
import { readOwnerFile } from '../owner/owner-file.ts'
import { refuseSocket } from '../owner/sockets.ts'

export interface Relay {
  /** Connects a page to the process that owns the home, with the rights of a page. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Ends every connection; the pages come back at once. */
  close(): Promise<void>
}

const patienceMs = 2_000

/** While a terminal owns the home, its window's pages work through it. */
export function createRelay(home: string): Relay {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage })
  return {
    async accept(request, socket, head) {
      const owner = readOwnerFile(home)
      const upstream = owner && callOwner(owner, 'page', patienceMs)
      // The owner has just come or is just leaving: the page tries again by itself.
      if (!upstream || !(await isOpened(upstream))) return refuseSocket(socket, 503)
      sockets.handleUpgrade(request, socket, head, (page) => join(page, upstream))
    },
    close: async () => {
      await Promise.all([...sockets.clients].map((page) => endSocket(page, 'another owner')))
    },
  }
}

function join(page: WebSocket, upstream: WebSocket): void {
  const pass = (to: WebSocket) => (data: RawData, isBinary: boolean) => {
    if (to.readyState === WebSocket.OPEN) to.send(data, { binary: isBinary })
  }
  page.on('message', pass(upstream))
  upstream.on('message', pass(page))
  page.on('close', () => upstream.close())
  upstream.on('close', () => page.close(1012, 'the owner ended'))
  page.on('error', () => page.terminate())
}
