import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Client } from '#contract'
import { openWindow } from '../../src-main/hosts/browser/window.ts'
import { connectOwner } from '../../src-main/hosts/owner/connection.ts'
import { readOwnerFile } from '../../src-main/hosts/owner/owner-file.ts'
import { openFakeCore } from './support/fake-core.ts'
import { aHome, aWindow, closeAfterwards, onlyLine, start, until } from './support/processes.ts'

type Headers = Record<string, string>

/** A plain request: unlike `fetch` it may name any host. */
function get(url: URL, headers: Headers = {}, method = 'GET') {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const asked = request(url, { headers, method, agent: false }, (answer) => {
        let body = ''
        answer.on('data', (chunk) => {
          body += chunk
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        )
      })
      asked.on('error', reject)
      asked.end()
    },
  )
}

/** What a browser has after it opened the address. */
async function signIn(url: URL): Promise<Headers> {
  const { headers } = await get(url)
  const [cookie = ''] = [headers['set-cookie']].flat()
  return { cookie: String(cookie).split(';')[0] ?? '' }
}

/** How a socket ends up: `open`, or the status it was refused with. */
function knock(url: URL, headers: Headers): Promise<{ end: 'open' | number; socket: WebSocket }> {
  const socket = new WebSocket(`ws://${url.host}/rpc`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ end: 'open', socket }))
    socket.on('unexpected-response', (_, { statusCode }) =>
      resolve({ end: statusCode ?? 0, socket }),
    )
    socket.on('error', () => resolve({ end: 0, socket }))
  })
}

const closeOf = (socket: WebSocket) =>
  new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))

/** A window of this process: quicker, where no second process matters. */
async function aWindowHere(home: string) {
  const window = await openWindow({
    home: { folder: home, kind: 'demo' },
    port: null,
    openCore: openFakeCore,
    pages: join(import.meta.dirname, 'support/pages'),
    onNotice: () => {},
    onFailure: (error) => expect.unreachable(String(error)),
  })
  closeAfterwards(window.close)
  return { ...window, url: new URL(window.url) }
}

describe('the address of a window', () => {
  it('lets a browser in once, and only once', async () => {
    const { url } = await aWindowHere(aHome())
    const first = await get(url)
    expect(first.status).toBe(303)
    expect(first.headers['location']).toBe('/')
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/)
    expect((await get(url)).status).toBe(401)
  })

  it('serves the page and its files to the browser that came in, and to no other', async () => {
    const { url } = await aWindowHere(aHome())
    const page = new URL('/customers/jane.doe@northwind.test', url)
    const file = new URL('/assets/page.js', url)
    const known = await signIn(url)
    expect((await get(page, known)).body).toContain('The page')
    expect((await get(file, known)).body).toContain('42')
    expect((await get(new URL('/assets/gone.js', url), known)).status).toBe(404)
    expect((await get(page)).status).toBe(401)
    expect((await get(file)).status).toBe(401)
    expect((await get(page, { cookie: `relink-${url.port}=x` })).status).toBe(401)
  })

  it('has a health address for whoever waits for it', async () => {
    const { url } = await aWindowHere(aHome())
    expect(await get(new URL('/health', url))).toMatchObject({ status: 200, body: '{"ok":true}' })
  })

  it('answers with headers that keep everything else out', async () => {
    const { url } = await aWindowHere(aHome())
    const { headers } = await get(new URL('/', url), await signIn(url))
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; ")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('a stranger', () => {
  it('is refused under a name that is not ours, with a cookie or without, and it is logged', async () => {
    const home = aHome()
    const { url } = await aWindowHere(home)
    const known = await signIn(url)
    const foreign = { ...known, host: `evil.example:${url.port}` }
    expect((await get(new URL('/', url), foreign)).status).toBe(403)
    expect((await get(new URL('/health', url), foreign)).status).toBe(403)
    expect((await get(new URL('/', url), { ...known, origin: 'http://evil.example' })).status).toBe(
      403,
    )
    const log = readFileSync(join(home, 'logs/relink.log'), 'utf8')
    expect(log).toContain('"reason":"foreign host","refusals":2')
    expect(log).toContain('"reason":"foreign origin","refusals":3')
  })

  const ours = (url: URL) => ({ origin: `http://${url.host}` })
  const cases: [string, (url: URL, known: Headers) => Headers, number][] = [
    ['without a cookie', (url) => ours(url), 401],
    ['with a wrong cookie', (url) => ({ ...ours(url), cookie: `relink-${url.port}=x` }), 401],
    ['from another origin', (_, known) => ({ ...known, origin: 'http://evil.example' }), 403],
    ['from a sandboxed frame', (_, known) => ({ ...known, origin: 'null' }), 403],
    ['from no origin', (_, known) => known, 403],
    ['under another name', (url, known) => ({ ...known, ...ours(url), host: 'evil.example' }), 403],
    ['with a guessed token', () => ({ authorization: 'Bearer guess' }), 401],
    ['with no token', () => ({ authorization: '' }), 401],
  ]
  it.each(cases)('gets no socket %s', async (_, headersOf, status) => {
    const { url } = await aWindowHere(aHome())
    const known = await signIn(url)
    expect((await knock(url, headersOf(url, known))).end).toBe(status)
  })

  it('gets no ticket', async () => {
    const { url } = await aWindowHere(aHome())
    const ticket = new URL('/ticket', url)
    expect((await get(ticket, {}, 'POST')).status).toBe(401)
    expect((await get(ticket, { authorization: 'Bearer guess' }, 'POST')).status).toBe(401)
  })
})

describe('a page', () => {
  async function aPage(home: string) {
    const { url, close } = await aWindowHere(home)
    const headers = { ...(await signIn(url)), origin: `http://${url.host}` }
    const { end, socket } = await knock(url, headers)
    expect(end).toBe('open')
    const global = new globalThis.WebSocket(`ws://${url.host}/rpc`, { headers })
    const client: Client = createORPCClient(new RPCLink({ websocket: global }))
    return { socket, client, close }
  }

  it('calls, hears changes, and may not do what is for processes of this machine only', async () => {
    const { client } = await aPage(aHome())
    expect(await client.workspace.show()).toMatchObject({ kind: 'demo' })
    for await (const notice of await client.workspace.changes()) {
      expect(notice.seq).toBe(1)
      break
    }
    await expect(client.session.begin({ secretKey: 'sk_test_x' })).rejects.toThrow('No page')
    await expect(client.directory.export({ file: '/etc/passwd' })).rejects.toThrow('No page')
  })

  it('is told when what it sends is not what the call takes', async () => {
    const { client } = await aPage(aHome())
    const wrong = JSON.parse('{"limit":"many"}')
    await expect(client.activity.changes(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  const wrongShapes: [string, string | Buffer, number][] = [
    ['no JSON', 'hello', 1008],
    ['no call', '{"jsonrpc":"2.0"}', 1008],
    ['bytes', Buffer.from('{"i":"1","p":{"u":"/alerts/list"}}'), 1008],
    ['more than a mebibyte', `{"i":"1","p":{"u":"/x","b":"${'x'.repeat(2 ** 20)}"}}`, 1009],
  ]
  it.each(wrongShapes)('loses its socket when it sends %s', async (_, message, code) => {
    const { socket } = await aPage(aHome())
    socket.send(message)
    expect(await closeOf(socket)).toBe(code)
  })

  it('is told to come back when the window ends', async () => {
    const { socket, close } = await aPage(aHome())
    const closed = closeOf(socket)
    await close()
    expect(await closed).toBe(1012)
  })

  it('has the rights of a page also through a terminal that owns the home', async () => {
    const home = aHome()
    start('terminal', home, ['recovery', 'audit'])
    await until(() => readOwnerFile(home) !== null, 'the terminal owns the home')
    const { client } = await aPage(home)
    expect(await client.workspace.show()).toMatchObject({ kind: 'main' })
    await expect(client.session.begin({ secretKey: 'sk_test_x' })).rejects.toThrow('No page')
  })
})

describe('another process of the same user', () => {
  it('calls with the token of the owner file', async () => {
    const home = aHome()
    await aWindowHere(home)
    const owner = readOwnerFile(home)
    const connection = owner && (await connectOwner(owner, 'terminal', 5_000))
    expect(await connection?.client.session.begin({ secretKey: 'sk_test_x' })).toMatchObject({
      environment: 'test',
    })
    connection?.close()
  })
})

describe('a window', () => {
  it('ends well when it is asked to, and leaves no way in', async () => {
    const home = aHome()
    const { kill, ended } = await aWindow(home)
    kill('SIGTERM')
    expect((await ended).code).toBe(0)
    expect(readOwnerFile(join(home, 'demo'))).toBeNull()
  })
})

describe('a window that cannot open', () => {
  it('says which port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const { port } = blocker.address() as AddressInfo
    const args = ['--no-open', '--json', '--port', String(port)]
    const { code, stdout, stderr } = await start('browser', aHome(), args).ended
    blocker.close()
    expect(onlyLine(stdout)).toMatchObject({ error: { code: 'PORT_TAKEN', data: { port } } })
    expect(stderr).toContain(`Port ${port} is in use`)
    expect(code).toBe(1)
  })

  it('says which option it does not know', async () => {
    const { code, stderr } = await start('browser', aHome(), ['--fullscreen']).ended
    expect(stderr).toContain('--fullscreen')
    expect(code).toBe(2)
  })
})
