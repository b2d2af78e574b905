import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { contract, type EntryMeta } from '#contract'

/** One `relink <group> <verb>`, made from a contract entry that has a name in the terminal. */
export interface Command {
  readonly group: string
  readonly verb: string
  readonly summary: string
  readonly path: readonly [group: string, entry: string]
  readonly flags: readonly Flag[]
  readonly needsProfile: boolean
  readonly isJob: boolean
  readonly input: z.ZodType
}

/** An input that a person can type. */
export interface Flag {
  /** The input's name in the contract; its flag is the same in kebab-case. */
  readonly name: string
  readonly type: 'string' | 'number' | 'boolean'
  readonly description: string
  readonly required: boolean
  readonly choices: readonly string[] | null
  readonly isPath: boolean
}

const Property = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  description: z.string(),
  enum: z.array(z.string()).optional(),
})
const InputShape = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

export function allCommands(): Command[] {
  return Object.entries(contract).flatMap(([group, entries]) =>
    Object.entries(entries).flatMap(([name, entry]) =>
      isContractProcedure(entry) ? commandOf([group, name], entry) : [],
    ),
  )
}

function commandOf(path: readonly [string, string], entry: AnyContractProcedure): Command[] {
  const { meta, inputSchema }: { meta: EntryMeta; inputSchema?: unknown } = entry['~orpc']
  if (!meta.terminal) return []
  const { group, verb, summary, job, paths } = meta.terminal
  const input = inputSchema instanceof z.ZodType ? inputSchema : z.unknown()
  const shape = InputShape.parse(z.toJSONSchema(input, { io: 'input' }))
  return [
    {
      group,
      verb,
      summary,
      path,
      flags: flagsOf(shape, paths ?? []),
      needsProfile: 'profile' in shape.properties,
      isJob: job === true,
      input,
    },
  ]
}

/** An input that is not described, or has no simple type, is for windows only. */
function flagsOf(shape: z.infer<typeof InputShape>, paths: readonly string[]): Flag[] {
  return Object.entries(shape.properties).flatMap(([name, raw]): Flag[] => {
    const { success, data } = Property.safeParse(raw)
    if (!success) return []
    return [
      {
        name,
        type: data.type === 'integer' ? 'number' : data.type,
        description: data.description,
        required: shape.required.includes(name),
        choices: data.enum ?? null,
        isPath: paths.includes(name),
      },
    ]
  })
}
