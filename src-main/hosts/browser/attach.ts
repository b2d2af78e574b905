import { z } from 'zod'
import type { OwnerFile } from '../owner/owner-file.ts'

const Ticket = z.object({ url: z.url() })

/** An address of its own from the window that owns the home already. */
export async function addressFrom({ port, token }: OwnerFile): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  })
  return Ticket.parse(await answer.json()).url
}
