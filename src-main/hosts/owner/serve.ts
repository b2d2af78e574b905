import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { HomeLock } from '../../db/index.ts'
import type { Log } from '../../observability/index.ts'
import type { Core } from '../core.ts'
import { listenOnLoopback } from './loopback.ts'
import { removeOwnerFile, writeOwnerFile } from './owner-file.ts'
import { createRpcServer, type RpcServer } from './rpc-server.ts'
import { guardSockets } from './sockets.ts'

export const newToken = (): string => randomBytes(32).toString('base64url')

export interface OwnerServer {
  readonly rpc: RpcServer
  /** Ends all connections, then frees the home: from here on another process may own it. */
  close(): Promise<void>
}

/** Makes the owner of a home reachable for other processes of the same user. For a terminal: it has no pages. */
export async function serveOwner<Session>(options: {
  home: string
  lock: HomeLock
  core: Core<Session>
  log: Log
}): Promise<OwnerServer> {
  const { home, lock, core, log } = options
  const token = newToken()
  const rpc = createRpcServer(core, log)
  const { server, port, close } = await listenOnLoopback(new Hono(), { kind: 'free' })
  guardSockets(server, () => ({ port, token, isPageKnown: () => false }), log, rpc.accept)
  writeOwnerFile(home, { port, token, pid: process.pid, kind: 'terminal' })
  return {
    rpc,
    async close() {
      await Promise.all([rpc.close(), close()])
      await core.close()
      removeOwnerFile(home)
      lock.release()
    },
  }
}
