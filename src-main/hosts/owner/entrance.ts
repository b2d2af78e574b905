import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '../core.ts'

/** The header in which another process says for whom it calls. It can only give away rights, never gain them. */
export const callerHeader = 'x-relink-caller'

export type Entrance =
  | { kind: 'open'; caller: Caller }
  | { kind: 'refused'; status: 401 | 403; reason: string }

export interface Door {
  readonly port: number
  /** The owner's token for processes of the same user; null while another process owns the home. */
  readonly token: string | null
  readonly isPageKnown: (cookies: string | undefined) => boolean
}

/** Only names of this machine: a foreign name that resolves to 127.0.0.1 is a page of somebody else. */
export function isOurHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** Only a page that this server served, or no page at all. */
export function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host}`
}

export function bearsToken(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Decides who may open a socket: a process with the owner's token, or a page with our cookie from our own origin. */
export function entranceOf(headers: IncomingHttpHeaders, door: Door): Entrance {
  const { host, origin, authorization, cookie } = headers
  if (!isOurHost(host, door.port)) return refused(403, 'foreign host')
  if (!isOurOrigin(origin, host)) return refused(403, 'foreign origin')
  if (authorization !== undefined) {
    // A browser always sends an Origin, and never this header on a socket.
    if (origin !== undefined) return refused(403, 'token from a page')
    if (door.token === null) return refused(401, 'not the owner')
    if (!bearsToken(authorization, door.token)) return refused(401, 'wrong token')
    return { kind: 'open', caller: callerOf(headers[callerHeader]) }
  }
  if (origin === undefined) return refused(403, 'no origin')
  if (!door.isPageKnown(cookie)) return refused(401, 'no session')
  return { kind: 'open', caller: { host: 'browser', transport: 'page' } }
}

function callerOf(said: string | string[] | undefined): Caller {
  if (said === 'page') return { host: 'browser', transport: 'page' }
  return { host: said === 'window' ? 'browser' : 'terminal', transport: 'socket' }
}

function refused(status: 401 | 403, reason: string): Entrance {
  return { kind: 'refused', status, reason }
}
