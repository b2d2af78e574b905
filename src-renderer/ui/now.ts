import { useSyncExternalStore } from 'react'

function eachSecond(onTick: () => void): () => void {
  const timer = setInterval(onTick, 1_000)
  return () => clearInterval(timer)
}

/** A text made from the present moment; draws again only when the text changes. */
export function useFromNow(text: (now: number) => string): string {
  return useSyncExternalStore(eachSecond, () => text(Date.now()))
}
