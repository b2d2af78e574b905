import type { Field, Fields } from './fields.ts'
import { createProblems, type Problems } from './problems.ts'

export interface MappedField {
  readonly field: Field
  /** The column's name as the file writes it. */
  readonly column: string
  readonly index: number
}

interface HeaderInput {
  readonly header: readonly string[]
  readonly fields: Fields
  /** `field=column,field=column`, as a person gave it. */
  readonly map?: string | undefined
  readonly file: string
}

/**
 * Which column feeds which field: as given, else by the field's own name, else by a common one. Other columns are ignored.
 *
 * @throws CsvError: under an unsure header every row would be a problem
 */
export function mapHeader({ header, fields, map = '', file }: HeaderInput): MappedField[] {
  const problems = createProblems(file)
  const given = readMap(map, fields, problems)
  const mapped = fields.all.flatMap((field) => {
    const index = columnOf(field, header, given.get(field.name), problems)
    return index === undefined ? [] : [{ field, column: header[index] ?? '', index }]
  })
  for (const group of fields.required) {
    if (!mapped.some(({ field }) => group.includes(field.name)))
      problems.add(1, null, missing(group, header))
  }
  problems.throwIfAny()
  return mapped
}

function readMap(map: string, fields: Fields, problems: Problems): Map<string, string> {
  const pairs = map.split(',').filter((pair) => pair.trim() !== '')
  return new Map(
    pairs.map((pair) => {
      const [field = '', ...column] = pair.split('=')
      const name = field.trim()
      if (!fields.all.some((each) => each.name === name))
        problems.add(
          1,
          null,
          `cannot be mapped: ${JSON.stringify(name)} is none of ${names(fields)}`,
        )
      return [name, column.join('=').trim()]
    }),
  )
}

function columnOf(
  field: Field,
  header: readonly string[],
  given: string | undefined,
  problems: Problems,
): number | undefined {
  const attempts =
    given === undefined
      ? [columnsLike([field.name], header), columnsLike(field.aliases, header)]
      : [columnsNamed(given, header), columnsLike([given], header)]
  const found = attempts.find(({ length }) => length > 0)
  if (found === undefined && given !== undefined)
    problems.add(1, null, `has no column ${JSON.stringify(given)}${listed(header)}`)
  if (found !== undefined && found.length > 1) {
    const columns = found.map((index) => JSON.stringify(header[index])).join(' and ')
    problems.add(1, null, `has several columns for ${field.name} (${columns}): choose with --map`)
  }
  return found?.[0]
}

function columnsNamed(wanted: string, header: readonly string[]): number[] {
  return header.flatMap((column, index) => (column === wanted ? [index] : []))
}

function columnsLike(wanted: readonly string[], header: readonly string[]): number[] {
  const plainWanted = wanted.map(plain).filter((name) => name !== '')
  return header.flatMap((column, index) => (plainWanted.includes(plain(column)) ? [index] : []))
}

/** `Stripe Customer-ID (test)` and `stripe_customer_id_test` are one name. */
function plain(column: string): string {
  return column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function missing(group: readonly string[], header: readonly string[]): string {
  const wanted = group.join(' or ')
  return `has no column for ${wanted}: name it, for example --map ${group[0]}=column${listed(header)}`
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 20).map((column) => JSON.stringify(column.slice(0, 50)))
  return `; it has ${shown.join(', ')}${header.length > shown.length ? ', …' : ''}`
}

function names({ all }: Fields): string {
  return all.map(({ name }) => name).join(', ')
}
