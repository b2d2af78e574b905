import { z } from 'zod'

/** The longest message a client may send, in bytes. No call has an input near it. */
export const longestMessage = 1024 * 1024

const Request = z.object({
  i: z.string().max(64),
  t: z.literal(1).optional(),
  p: z.object({ u: z.string().startsWith('/') }).loose(),
})
const Rest = z.object({ i: z.string().max(64), t: z.union([z.literal(3), z.literal(4)]) })
const Message = z.union([Request, Rest])

/** Whether a message has the outer shape of a call; what it asks for is checked by the contract. */
export function isMessage(data: unknown): data is string {
  if (typeof data !== 'string') return false
  try {
    return Message.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
