import { create } from 'zustand'
import { socket } from '../../rpc.ts'

interface Connection {
  readonly status: 'connecting' | 'connected' | 'lost'
  /** When the core was last there, in milliseconds; null while it is. */
  readonly lostAt: number | null
}

/** Whether the core answers. While it is lost the page shows what it last knew, and writes are locked. */
export const useConnection = create<Connection>(() => ({ status: 'connecting', lostAt: null }))

/** Follows the socket for as long as the page lives. */
export function followConnection(): void {
  socket.addEventListener('open', () => {
    useConnection.setState({ status: 'connected', lostAt: null })
  })
  socket.addEventListener('close', () => {
    useConnection.setState(({ status, lostAt }) =>
      status === 'connected' ? { status: 'lost', lostAt: Date.now() } : { status, lostAt },
    )
  })
}

/** Resolves at the next moment the socket is open, at once when it is. */
export function whenConnected(signal: AbortSignal): Promise<void> {
  if (socket.readyState === socket.OPEN) return Promise.resolve()
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
