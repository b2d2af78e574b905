import { z } from 'zod'

/** What an import did. In a preview nothing was written and the counts say what would be. */
export const ImportResult = z.object({
  preview: z.boolean(),
  users: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
  companies: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
  /** Which column of the file feeds which field, as guessed or given. */
  mapping: z.record(z.string(), z.string()),
  /** The first rows as they were understood. */
  sample: z.array(z.record(z.string(), z.string().nullable())),
  /** Things that are allowed but worth a look: an e-mail that several users have, an id stored twice. */
  warnings: z.array(
    z.object({ kind: z.string(), count: z.number().int(), examples: z.array(z.string()) }),
  ),
})
export type ImportResult = z.infer<typeof ImportResult>

/** One reason a line of a CSV file was refused; `line` counts from 1, the header is line 1. */
export const CsvProblem = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  problem: z.string(),
})
export type CsvProblem = z.infer<typeof CsvProblem>

/** At most 100 problems are listed, `count` has all. */
export const CsvFailure = z.object({
  file: z.string(),
  count: z.number().int(),
  problems: z.array(CsvProblem),
})
export type CsvFailure = z.infer<typeof CsvFailure>
