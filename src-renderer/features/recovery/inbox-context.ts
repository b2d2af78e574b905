import { createContext, use } from 'react'
import type { Inbox } from './hooks/use-inbox.ts'

export const InboxContext = createContext<Inbox | null>(null)

/** The list that the pane stands beside. */
export function useBeside(): Inbox {
  const inbox = use(InboxContext)
  if (inbox === null) throw new Error('A case was drawn without its inbox.')
  return inbox
}
