import { useEffect, useRef } from 'react'

/** Moves the focus to what has just come in view, so that its keys work and a screen reader names it. */
export function useArrival<E extends HTMLElement>() {
  const place = useRef<E>(null)
  useEffect(() => place.current?.focus({ preventScroll: true }), [])
  return place
}
