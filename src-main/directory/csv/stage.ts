import type { Database } from '../../db/index.ts'
import type { CellValue } from './cells.ts'
import type { ImportTable } from './tables.ts'

export interface StagedRow {
  readonly line: number
  /** One for each field of the table, in their order; null where the file has no such column. */
  readonly values: readonly CellValue[]
}

export interface Repeated {
  readonly line: number
  readonly id: CellValue
  /** The line that has the id already. */
  readonly before: number
}

/** Keeps a file's rows, numbered from 1, in `temp.staged_<table>` until all of them are known to be good. */
export function createStage(database: Database, table: ImportTable) {
  const name = `staged_${table.name}`
  const fields = table.fields.all.map((field) => field.name)
  const derived = Object.entries(table.derivedFromFile)
  database.exec(`CREATE TEMP TABLE ${name} (row INTEGER PRIMARY KEY, line INTEGER NOT NULL,
    ${[...fields, ...derived.map(([column, sql]) => `${column} AS (${sql}) STORED`)].join(', ')},
    UNIQUE (id))`)
  for (const { column } of table.warnings.filter(({ looksFor }) => looksFor === 'shared'))
    database.exec(
      `CREATE INDEX temp.${name}_${column} ON ${name} (${column}) WHERE ${column} IS NOT NULL`,
    )
  const insert = database.prepare<CellValue[]>(`
    INSERT INTO temp.${name} (row, line, ${fields.join(', ')})
    VALUES (?, ?, ${fields.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`)
  const holder = database.prepare<[CellValue], { line: number }>(
    `SELECT line FROM temp.${name} WHERE id = ?`,
  )
  let size = 0

  function add({ line, values }: StagedRow): Repeated[] {
    if (insert.run(size + 1, line, ...values).changes === 1) {
      size += 1
      return []
    }
    const id = values[0] ?? null
    return [{ line, id, before: holder.get(id)?.line ?? line }]
  }

  return {
    /** @returns the rows whose id another row has, which are not kept. */
    add: database.transaction((rows: readonly StagedRow[]) => rows.flatMap(add)),
    size: () => size,
  }
}
