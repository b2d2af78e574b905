import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type Next } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Log } from '../../observability/index.ts'
import { bearsToken, isOurHost, isOurOrigin } from '../owner/entrance.ts'
import { protectiveHeaders } from './policy.ts'
import type { Tickets } from './tickets.ts'

export interface PagesOptions {
  /** The built renderer. */
  readonly folder: string
  readonly tickets: Tickets
  readonly log: Log
  /** Known only once the server listens. */
  readonly port: () => number
  /** The token of this process while it owns its home. */
  readonly ownerToken: () => string | null
}

/** Cookies do not tell ports apart: two homes open at once must not overwrite each other's. */
export const cookieName = (port: number): string => `relink-${port}`

/** The address that lets a browser in, once. */
export const addressWith = (port: number, ticket: string): string =>
  `http://127.0.0.1:${port}/?token=${ticket}`

type Refuse = (c: Context, status: 401 | 403, reason: string) => Response

/** The renderer's files for a browser that holds a ticket, and a way for other processes of the user to get one. */
export function createPages(options: PagesOptions): Hono {
  const { folder, tickets, port, ownerToken } = options
  const refuse = createRefuse(options.log)
  const app = new Hono()
  app.use(protect(port, refuse))
  app.get('/health', (c) => c.json({ ok: true }))
  app.post('/ticket', (c) => {
    const token = ownerToken()
    if (token === null || !bearsToken(c.req.header('authorization'), token))
      return refuse(c, 401, "ticket without the owner's token")
    return c.json({ url: addressWith(port(), tickets.issue()) })
  })
  app.use(requireSession(options, refuse))
  app.get('/assets/*', serveStatic({ root: folder }), (c) => c.notFound())
  // Any other address is the same page, which looks at its own address.
  const html = join(folder, 'index.html')
  app.get('*', async (c) => {
    c.header('cache-control', 'no-store')
    return c.html(await readFile(html, 'utf8'))
  })
  return app
}

function protect(port: () => number, refuse: Refuse) {
  return async (c: Context, next: Next) => {
    for (const [name, value] of Object.entries(protectiveHeaders)) c.header(name, value)
    const host = c.req.header('host')
    if (!isOurHost(host, port())) return refuse(c, 403, 'foreign host')
    if (!isOurOrigin(c.req.header('origin'), host)) return refuse(c, 403, 'foreign origin')
    return next()
  }
}

function requireSession({ tickets, port }: PagesOptions, refuse: Refuse) {
  return async (c: Context, next: Next) => {
    const ticket = c.req.query('token')
    const isKnown = tickets.knows(getCookie(c, cookieName(port())) ?? '')
    if (ticket === undefined) return isKnown ? next() : refuse(c, 401, 'no session')
    const session = tickets.redeem(ticket)
    if (session === null) return isKnown ? c.redirect('/', 303) : refuse(c, 401, 'used ticket')
    setCookie(c, cookieName(port()), session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return c.redirect('/', 303)
  }
}

function createRefuse(log: Log): Refuse {
  let refusals = 0
  return (c, status, reason) => {
    refusals += 1
    log.warn({ reason, refusals, path: c.req.path }, 'A request was refused.')
    return c.text('Open Relink by the address that `npm start` prints: it works once.', status)
  }
}
