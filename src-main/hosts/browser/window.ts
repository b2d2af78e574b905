import { prepareHome } from '../../db/index.ts'
import { claimHome } from '../owner/claim.ts'
import { addressFrom } from './attach.ts'
import { serveWindow, type Window, type WindowOptions } from './serve-window.ts'

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
