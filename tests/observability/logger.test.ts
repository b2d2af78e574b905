import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../../src-main/observability/index.ts'
import { startStripeLike } from '../gateway/stripe-like.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'relink-logs-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const written = () =>
  readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('')
const lines = () =>
  written()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('is there after the call, as one line of JSON with its context', () => {
    createLogger({ dir, level: 'info' }).child({ profile: 'main' }).info({ case: 31 }, 'Relinked')

    expect(lines()).toMatchObject([{ level: 'info', profile: 'main', case: 31, msg: 'Relinked' }])
  })

  it('holds no key, wherever in an object, a context, an error or a sentence it stood', () => {
    const log = createLogger({ dir, level: 'trace' })
    const key = fc
      .tuple(
        fc.constantFrom('sk_test_', 'sk_live_', 'rk_live_', 'whsec_', 'Bearer '),
        fc.stringMatching(/^KEY[A-Za-z0-9]{20,40}$/),
      )
      .map(([prefix, rest]) => prefix + rest)
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 3 }), (secret, value) => {
        const error = Object.assign(new Error(`Refused ${secret}`, { cause: new Error(secret) }), {
          raw: { headers: { authorization: secret }, message: secret },
        })
        log.error({ err: error, value, nested: { [secret]: [secret] } }, `Failed with ${secret}`)
        log.info(new AggregateError([error], secret))
        log.child({ secret, error }).warn('%s', secret)
        log.debug(`{"apiKey":"${secret}"}`)
      }),
      { numRuns: 30 },
    )

    expect(lines().length).toBe(120)
    expect(written()).not.toMatch(/KEY[A-Za-z0-9]{5}/)
  })

  it("holds no key of an SDK's error, with its raw answer and headers", async () => {
    const key = 'sk_test_51KEYInTheRequest4242'
    await using server = await startStripeLike(() => ({
      status: 401,
      headers: { 'x-echo': `Bearer ${key}` },
      json: {
        error: { type: 'invalid_request_error', message: `Invalid API Key provided: ${key}` },
      },
    }))
    const { hostname, port } = new URL(server.base)
    const sdk = new Stripe(key, {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      telemetry: false,
    })
    const error: unknown = await sdk.customers.list().catch((e: unknown) => e)

    createLogger({ dir }).error({ err: error, again: { error } }, String(error))

    expect(written()).toContain('Invalid API Key provided')
    expect(written()).not.toContain('KEYInTheRequest')
  })

  it('says only what its level lets through, and info where the level is unknown', () => {
    createLogger({ dir, level: 'warn' }).info('unseen')
    createLogger({ dir, level: 'loud' }).debug('unseen')
    createLogger({ dir, level: 'loud' }).info('seen')

    expect(lines()).toMatchObject([{ msg: 'seen' }])
  })

  it('keeps five files of 5 MB, the newest lines among them, for the owner only', () => {
    const log = createLogger({ dir })
    const long = 'x'.repeat(500_000)
    for (let n = 0; n < 65; n++) log.info({ n, long }, 'much')
    const files = readdirSync(dir)

    expect(files.sort()).toEqual(
      ['relink.1.log', 'relink.2.log', 'relink.3.log', 'relink.4.log', 'relink.log'].sort(),
    )
    for (const file of files) {
      expect(statSync(join(dir, file)).size).toBeLessThanOrEqual(5 * 1024 * 1024)
      expect(statSync(join(dir, file)).mode & 0o077).toBe(0)
    }
    const numbers = lines().map((line) => Number(line['n']))
    expect(Math.max(...numbers)).toBe(64)
    expect(Math.min(...numbers)).toBeGreaterThan(0)
  })

  it('goes on in the file of the run before', () => {
    createLogger({ dir }).info('first')
    createLogger({ dir }).info('second')

    expect(lines()).toMatchObject([{ msg: 'first' }, { msg: 'second' }])
  })

  it('does not end the work when it cannot be written', () => {
    const log = createLogger({ dir })
    rmSync(dir, { recursive: true })
    const said: string[] = []
    const { write } = process.stderr
    process.stderr.write = (text: string | Uint8Array) => said.push(String(text)) > 0
    try {
      log.info('lost')
      log.info('lost too')
    } finally {
      process.stderr.write = write
    }
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('The log cannot be written')
  })

  it('can be heard elsewhere too, just as clean', () => {
    const heard: string[] = []
    createLogger({ dir, echo: { write: (line) => heard.push(line) } }).warn('sk_live_KEYabcdefgh')

    expect(heard).toHaveLength(1)
    expect(heard[0]).not.toContain('KEY')
  })
})
