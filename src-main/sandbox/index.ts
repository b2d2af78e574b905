/** The sandbox plays Stripe on loopback: a stateful server that the official SDK talks to unmodified. */

import type { Server } from 'node:http'
import { createClock } from './clock.ts'
import { type Control, createControl } from './control/control.ts'
import { Service } from './protocol/service.ts'
import { listen, portOf } from './server.ts'
import { type Account, Universe } from './store/universe.ts'
import { buildWorld, type WorldOptions } from './worlds/build.ts'
import { buildDemo } from './worlds/demo.ts'
import { EMPTY_WORLD, type World } from './worlds/world.ts'

export type { Control } from './control/control.ts'
export type { WorldOptions } from './worlds/build.ts'
export type { Truth, World } from './worlds/world.ts'

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The demo, nothing, that many users, or a world in detail. `empty` unless told. */
  readonly seed?: 'demo' | 'empty' | number | WorldOptions
  /** Share of users whose stored id was never issued; only with a number as the seed. */
  readonly missing?: number
  /** Milliseconds added to every answer. */
  readonly latencyMs?: number
  /** Requests a second for each environment; more are refused with 429. */
  readonly rate?: number
  /** Milliseconds since 1970; the system's clock unless told. */
  readonly now?: () => number
}

export interface Sandbox {
  readonly url: string
  readonly port: number
  /** The seeded account's keys. Any other `sk_test_…` is an account of its own, and empty. */
  readonly secretKey: string
  readonly liveSecretKey: string
  readonly control: Control
  directory(): World['directory']
  truth(): World['truth']
  /** Cuts open connections, also those that a fault keeps waiting. */
  close(): Promise<void>
}

/**
 * Starts a sandbox on 127.0.0.1 and resolves once it answers.
 *
 * @throws Error with code `EADDRINUSE` when the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 'empty' } = options
  const clock = createClock(options.now ?? Date.now)
  const universe = new Universe(clock)
  const name = typeof seed === 'string' ? seed : 'world'
  const world = build(universe.account(name), seed, options.missing)
  const service = new Service(clock, universe)
  const control = createControl(service, universe, clock, world)
  if (options.latencyMs !== undefined) control.setLatency(options.latencyMs)
  if (options.rate !== undefined) control.setRates({ account: options.rate })
  const server = await listen({ service, control, universe }, options.port ?? 0)
  const port = portOf(server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    secretKey: `sk_test_${name}`,
    liveSecretKey: `sk_live_${name}`,
    control,
    directory: () => world.directory,
    truth: () => world.truth,
    close: () => close(server),
  }
}

function build(
  account: Account,
  seed: NonNullable<SandboxOptions['seed']>,
  missing: number | undefined,
): World {
  if (seed === 'empty') return EMPTY_WORLD
  if (seed === 'demo') return buildDemo(account)
  if (typeof seed !== 'number') return buildWorld(account, seed)
  return buildWorld(account, { users: seed, ...(missing === undefined ? {} : { missing }) })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
