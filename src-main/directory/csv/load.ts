import type { Database } from '../../db/index.ts'
import type { CellValue } from './cells.ts'
import { type MappedField, mapHeader } from './header.ts'
import { createProblems, type Problems } from './problems.ts'
import { type CsvRow, readCsv } from './reader.ts'
import { createStage, type StagedRow } from './stage.ts'
import type { ImportTable } from './tables.ts'

const BATCH = 1000
const SAMPLED = 5

export interface LoadInput {
  readonly database: Database
  readonly table: ImportTable
  readonly file: string
  readonly map?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with the rows read so far. */
  onProgress(rows: number): void
}

/** A file whose every row is good and staged. */
export interface Loaded {
  readonly table: ImportTable
  /** The fields that the file has a column for. */
  readonly mapped: readonly MappedField[]
  readonly size: number
  readonly sample: readonly Record<string, string | null>[]
}

/**
 * Reads a whole file into its stage, and writes nothing else.
 *
 * @throws CsvError with everything that is wrong in it, FileError
 */
export async function loadCsv(input: LoadInput): Promise<Loaded> {
  const { database, table, file, map, signal } = input
  const problems = createProblems(file)
  await using rows = readCsv({ file, problems, signal }) // closes the file, however this ends
  const header = await readHeader(rows, problems)
  const mapped = mapHeader({ header, fields: table.fields, map, file })

  const stage = createStage(database, table)
  const read = createRowReader({ table, mapped, width: header.length, problems })
  const sample: Record<string, string | null>[] = []
  let seen = 0
  for await (const batch of inBatches(rows)) {
    signal?.throwIfAborted()
    const staged = batch.map(read)
    sample.push(...staged.slice(0, SAMPLED - sample.length).map((row) => shown(row, table, mapped)))
    for (const { line, id, before } of stage.add(staged))
      problems.add(line, 'id', `is ${JSON.stringify(id)}, which line ${before} has already`)
    seen += batch.length
    input.onProgress(seen)
  }
  problems.throwIfAny()
  return { table, mapped, size: stage.size(), sample }
}

async function readHeader(rows: AsyncGenerator<CsvRow>, problems: Problems) {
  const first = await rows.next()
  if (!first.done) return first.value.cells
  problems.throwIfAny() // it may hold one that cannot be read
  problems.add(1, null, 'is missing: the file holds no header')
  problems.throwIfAny()
  return []
}

async function* inBatches(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow[]> {
  let batch: CsvRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

interface RowReaderInput {
  readonly table: ImportTable
  readonly mapped: readonly MappedField[]
  readonly width: number
  readonly problems: Problems
}

/** What a row with problems is read as does not matter: nothing of its file is taken. */
function createRowReader({ table, mapped, width, problems }: RowReaderInput) {
  const readers = table.fields.all.map((field) => ({
    field,
    index: mapped.find((each) => each.field === field)?.index,
  }))
  return ({ line, cells }: CsvRow): StagedRow => {
    if (cells.length !== width)
      problems.add(line, null, `has ${cells.length} cells, the header has ${width}`)
    const values = readers.map(({ field, index }): CellValue => {
      if (index === undefined) return null
      return field.kind.read(cells[index] ?? '', (problem) => {
        if (cells.length === width) problems.add(line, field.name, problem)
        return null
      })
    })
    return { line, values }
  }
}

/** A row as it was understood, in words. */
function shown(
  { values }: StagedRow,
  table: ImportTable,
  mapped: readonly MappedField[],
): Record<string, string | null> {
  return Object.fromEntries(
    mapped.map(({ field }) => {
      const value = values[table.fields.all.indexOf(field)] ?? null
      return [field.name, value === null ? null : field.kind.show(value)]
    }),
  )
}
