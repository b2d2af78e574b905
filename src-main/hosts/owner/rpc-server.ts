import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocket, WebSocketServer } from 'ws'
import type { EntryMeta } from '#contract'
import type { Log } from '../../observability/index.ts'
import type { Caller, Core } from '../core.ts'
import { endSocket } from './end-socket.ts'
import { isMessage, longestMessage } from './message.ts'

export interface RpcServer {
  /** Completes the handshake of somebody who may come in, and answers until the socket ends. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, caller: Caller): void
  /** How many terminals of other processes are connected. */
  terminals(): number
  /** How many calls are not answered yet. */
  callsInFlight(): number
  /** Ends every connection: clients go and look for the next owner. Who does not listen is cut off after a second. */
  close(): Promise<void>
}

/** Answers the contract's calls on WebSockets, one session a connection. */
export function createRpcServer<Session>(core: Core<Session>, log: Log): RpcServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    WebSocket: CallSocket,
  })
  const callers = new Map<WebSocket, Caller>()
  const { handlerFor, callsInFlight } = createHandlers(core)

  function answer(socket: WebSocket, caller: Caller) {
    const session = core.beginSession(caller)
    callers.set(socket, caller)
    socket.on('close', (code) => {
      callers.delete(socket)
      core.endSession(session)
      if (code === notACall) log.warn({ caller }, 'A message that is no call was refused.')
    })
    socket.on('error', ({ message }) => log.warn({ caller, message }, 'A connection was broken.'))
    void handlerFor(caller).upgrade(socket, { context: { session } })
  }

  const isTerminal = ({ transport, host }: Caller) => transport === 'socket' && host === 'terminal'

  return {
    accept(request, socket, head, caller) {
      sockets.handleUpgrade(request, socket, head, (ws) => answer(ws, caller))
    },
    terminals: () => [...callers.values()].filter(isTerminal).length,
    callsInFlight,
    close: async () => {
      await Promise.all([...callers.keys()].map((socket) => endSocket(socket, 'the owner ends')))
    },
  }
}

const notACall = 1008

/** Hands on only what has the shape of a call: a client that sends anything else is none of ours. */
class CallSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== 'message') return super.emit(event, ...args)
    const [data, isBinary] = args
    if (isBinary === false && isMessage(String(data))) return super.emit(event, ...args)
    this.close(notACall, 'not a call')
    return true
  }
}

function createHandlers<Session>(core: Core<Session>) {
  let calls = 0
  const counted = async <T>({ next }: { next: () => Promise<T> }): Promise<T> => {
    calls += 1
    try {
      return await next()
    } finally {
      calls -= 1
    }
  }
  const forProcesses = new RPCHandler(core.router, { interceptors: [counted] })
  const forPages = new RPCHandler(core.router, {
    interceptors: [counted],
    clientInterceptors: [
      ({ next, procedure }) => {
        const meta: EntryMeta = procedure['~orpc'].meta
        if (meta.localOnly) throw new ORPCError('FORBIDDEN', { message: 'No page may call this.' })
        return next()
      },
    ],
  })
  return {
    handlerFor: ({ transport }: Caller) => (transport === 'page' ? forPages : forProcesses),
    callsInFlight: () => calls,
  }
}
