import { z } from 'zod'

export const MirrorKind = z.enum(['customer', 'subscription', 'product', 'price', 'invoice'])
export type MirrorKind = z.infer<typeof MirrorKind>

/** `objects` counts what the mirror holds alive after the run. `reason` names the first thing that went wrong. */
export const SyncResult = z.object({
  run: z.enum(['ok', 'partial', 'failed']),
  objects: z.partialRecord(MirrorKind, z.number().int()),
  reason: z.string().nullable(),
})
export type SyncResult = z.infer<typeof SyncResult>
