import { setTimeout as pause } from 'node:timers/promises'
import type { HomeLock } from '../../db/index.ts'
import type { Log } from '../../observability/index.ts'
import type { Home, OpenCore } from '../core.ts'
import { openLog } from '../homes.ts'
import { takeLock } from '../owner/claim.ts'
import { type Loopback, listenOnLoopback } from '../owner/loopback.ts'
import { removeOwnerFile, writeOwnerFile } from '../owner/owner-file.ts'
import { createRpcServer, type RpcServer } from '../owner/rpc-server.ts'
import { newToken } from '../owner/serve.ts'
import { guardSockets } from '../owner/sockets.ts'
import { addressWith, cookieName, createPages } from './pages.ts'
import { createRelay } from './relay.ts'
import { createTickets, type Tickets } from './tickets.ts'

export interface WindowOptions<Session> {
  readonly home: Home
  /** Null means the usual one if it is free, else any. */
  readonly port: number | null
  readonly openCore: OpenCore<Session>
  /** The built renderer. */
  readonly pages: string
  /** Hears what a person should know while the window is open. */
  readonly onNotice: (sentence: string) => void
  /** The home became free, but could not be opened. */
  readonly onFailure: (error: unknown) => void
}

export interface Window {
  /** Lets one browser in, once. */
  readonly url: string
  /** The process that serves it. */
  readonly pid: number
  /** True where another process had a window open on this home already; `url` is that one's. */
  readonly attached: boolean
  close(): Promise<void>
}

/** A port of our own, so that a bookmark and the browser's memory of the page stay good. */
const usualPort = 5011

/** What this process has while it owns the home. */
interface Ownership {
  readonly token: string
  readonly rpc: RpcServer
  close(): Promise<void>
}

/** Serves the pages. Without a lock their calls go to the home's owner, until it ends and this process takes its place. */
export async function serveWindow<Session>(
  options: WindowOptions<Session>,
  lock: HomeLock | null,
): Promise<Window> {
  const { home, port: asked, onNotice, onFailure } = options
  const log = openLog(home)
  const tickets = createTickets()
  const relay = createRelay(home.folder)
  const closing = new AbortController()
  let ownership: Ownership | null = null
  let loopback: Loopback

  const port = () => loopback.port
  const ownerToken = () => ownership?.token ?? null
  const app = createPages({ folder: options.pages, tickets, log, port, ownerToken })
  const wish =
    asked === null
      ? ({ kind: 'preferred', port: usualPort } as const)
      : ({ kind: 'exactly', port: asked } as const)
  try {
    loopback = await listenOnLoopback(app, wish)
  } catch (error) {
    lock?.release()
    throw error
  }
  const door = () => ({
    port: port(),
    token: ownerToken(),
    isPageKnown: cookieCheck(tickets, port()),
  })
  guardSockets(loopback.server, door, log, (request, socket, head, caller) => {
    if (ownership) ownership.rpc.accept(request, socket, head, caller)
    else void relay.accept(request, socket, head)
  })

  const own = async (taken: HomeLock) => {
    ownership = await takePlace(options, taken, { log, port: port() })
    await relay.close()
  }
  if (lock) await own(lock)
  else
    void takeOver(home.folder, own, closing.signal)
      .then((taken) => taken && onNotice('The terminal command has ended; Relink has taken over.'))
      .catch(onFailure)

  return {
    url: addressWith(port(), tickets.issue()),
    pid: process.pid,
    attached: false,
    async close() {
      closing.abort()
      await Promise.all([relay.close(), ownership?.rpc.close(), loopback.close()])
      await ownership?.close()
    },
  }
}

/** Opens the home and tells other processes where its owner is. */
async function takePlace<Session>(
  { home, openCore }: WindowOptions<Session>,
  lock: HomeLock,
  { log, port }: { log: Log; port: number },
): Promise<Ownership> {
  const core = await openCore(home, log).catch((error) => {
    lock.release()
    throw error
  })
  const token = newToken()
  writeOwnerFile(home.folder, { port, token, pid: process.pid, kind: 'window' })
  return {
    token,
    rpc: createRpcServer(core, log),
    async close() {
      await core.close()
      removeOwnerFile(home.folder)
      lock.release()
    },
  }
}

/** Asks for the lock until the owner is gone. @returns whether it was got before `signal` */
async function takeOver(
  folder: string,
  own: (lock: HomeLock) => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    const lock = takeLock(folder)
    if (lock) {
      await own(lock)
      return true
    }
    await pause(250)
  }
  return false
}

function cookieCheck(tickets: Tickets, port: number) {
  const prefix = `${cookieName(port)}=`
  return (cookies: string | undefined): boolean =>
    (cookies ?? '')
      .split(/; */)
      .some((cookie) => cookie.startsWith(prefix) && tickets.knows(cookie.slice(prefix.length)))
}
