import { prepareHome } from '../../db/index.ts'
import type { Home, OpenCore } from '../core.ts'
import { claimHome } from '../owner/claim.ts'
import { addressFrom } from './attach.ts'
import { serveWindow } from './serve-window.ts'

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

/**
 * Opens a window on a home: its own as the owner, its own through a terminal that owns the home until that ends, or the
 * one that is open already.
 */
export async function openWindow<Session>(options: WindowOptions<Session>): Promise<Window> {
  const { folder } = options.home
  prepareHome(folder)
  const seat = await claimHome(folder, 'window')
  if (seat.kind === 'owner') return serveWindow(options, seat.lock)
  const { owner } = seat.connection
  seat.connection.close()
  if (owner.kind === 'window') {
    return { url: await addressFrom(owner), pid: owner.pid, attached: true, close: async () => {} }
  }
  options.onNotice(
    `A terminal command (process ${owner.pid}) has this home open. Relink works through it, and takes over when it ends.`,
  )
  return serveWindow(options, null)
}
