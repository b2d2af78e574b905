import { z } from 'zod'
import { entry } from './base.ts'
import { JobStarted } from './jobs.ts'

const fileErrors = {
  /** The file cannot be read or written; the message says why. */
  FILE: { data: z.object({ file: z.string() }) },
}

export const directoryContract = {
  /** Ends in a job whose failure may have the code `CSV` with `CsvFailure` as data, or `FILE`. Nothing is imported then. */
  import: entry
    .meta({
      localOnly: true,
      dangerous: true,
      terminal: {
        group: 'directory',
        verb: 'import',
        summary: 'take users (and companies) from a CSV file into the embedded directory',
        job: true,
        paths: ['file', 'companies'],
      },
    })
    .input(
      z.object({
        file: z.string().min(1).describe('CSV file of users'),
        companies: z.string().min(1).optional().describe('CSV file of companies'),
        preview: z.boolean().optional().describe('say what would happen, write nothing'),
        map: z
          .string()
          .optional()
          .describe('columns that have other names: field=column,field=column'),
      }),
    )
    .output(JobStarted),
  export: entry
    .meta({
      localOnly: true,
      terminal: {
        group: 'directory',
        verb: 'export',
        summary: 'write the users of the directory to a CSV file',
        paths: ['file'],
      },
    })
    .input(
      z.object({ file: z.string().min(1).describe('where to write; replaced only when complete') }),
    )
    .output(z.object({ users: z.number().int(), file: z.string() }))
    .errors(fileErrors),
}
