import { z } from 'zod'

const Bad = z.union([
  z.object({ outcome: z.literal('refused') }),
  z.object({ run: z.enum(['partial', 'failed']) }),
  z.object({ failed: z.number().positive() }),
  z.object({ conflict: z.number().positive() }),
  z.object({ held: z.number().positive() }),
  z.object({ refused: z.object({}) }),
  z.object({ cases: z.object({ held: z.number().positive() }) }),
  z.object({ intact: z.literal(false) }),
])

/** 1 when anything failed, conflicted, was held or refused; 0 also when cases wait for a person. */
export function exitCodeOf(result: unknown): 0 | 1 {
  return Bad.safeParse(result).success ? 1 : 0
}
