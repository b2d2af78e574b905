import { newToken } from '../owner/serve.ts'

/**
 * Who may see the pages: a ticket in the address is taken once and becomes a session, which the browser keeps in a cookie.
 * Both end with this process.
 */
export interface Tickets {
  issue(): string
  /** The session that the ticket bought; null for one that is unknown or was used before. */
  redeem(ticket: string): string | null
  knows(session: string): boolean
}

export function createTickets(): Tickets {
  const tickets = new Set<string>()
  const sessions = new Set<string>()
  return {
    issue() {
      const ticket = newToken()
      tickets.add(ticket)
      return ticket
    },
    redeem(ticket) {
      if (!tickets.delete(ticket)) return null
      const session = newToken()
      sessions.add(session)
      return session
    },
    knows: (session) => sessions.has(session),
  }
}
