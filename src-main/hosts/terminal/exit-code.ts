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

const Told = z.union([
  z
    .object({ refused: z.object({ detail: z.string() }) })
    .transform(({ refused }) => refused.detail),
  z.object({ run: z.string(), reason: z.string() }).transform(({ reason }) => reason),
  z.object({ outcome: z.literal('refused'), detail: z.string() }).transform(({ detail }) => detail),
])

/** Why a result is a bad one, as a sentence for who reads stderr; null where the counts say it all. */
export function reasonOf(result: unknown): string | null {
  return Told.safeParse(result).data ?? null
}
