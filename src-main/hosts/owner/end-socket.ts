import type { WebSocket } from 'ws'

/** Tells the other side to come back later. Who does not listen is cut off after a second. */
export function endSocket(socket: WebSocket, why: string): Promise<void> {
  const cutOff = setTimeout(() => socket.terminate(), 1_000)
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.close(1012, why)
  return ended.then(() => clearTimeout(cutOff))
}
