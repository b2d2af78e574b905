import type { ImportResult } from '#contract'
import type { Database } from '../../db/index.ts'
import type { ImportTable, WarningRule } from './tables.ts'
import type { Slice } from './take.ts'

type Warning = ImportResult['warnings'][number]

const EXAMPLES = 5

/** What is allowed in a file but worth a look, counted slice by slice over the staged rows. */
export function createWarnings(database: Database, table: ImportTable) {
  const found = table.warnings.map(({ kind, ...about }) => ({
    kind,
    count: 0,
    examples: [] as string[],
    search: database.prepare<[Slice], { example: string; count: number }>(sqlOf(about)),
  }))
  return {
    look(rows: Slice): void {
      for (const warning of found) {
        const hits = warning.search.all(rows)
        warning.count += hits[0]?.count ?? 0
        const room = EXAMPLES - warning.examples.length
        warning.examples.push(...hits.slice(0, room).map(({ example }) => example))
      }
    },
    result: (): Warning[] =>
      found
        .filter(({ count }) => count > 0)
        .map(({ kind, count, examples }) => ({ kind, count, examples })),
  }
}

function sqlOf({ column, example = column, looksFor }: Omit<WarningRule, 'kind'>): string {
  return looksFor === 'shared' ? shared(column, example) : malformed(column)
}

/** Values that several users will have: counted once, at the first row with it. A user whom the file does not name keeps the value it has. */
function shared(column: string, example: string): string {
  return `SELECT ${example} AS example, count(*) OVER () AS count FROM temp.staged_user AS staged
    WHERE row BETWEEN @first AND @last AND ${column} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM temp.staged_user AS other
        WHERE other.${column} = staged.${column} AND other.row < staged.row)
      AND (EXISTS (SELECT 1 FROM temp.staged_user AS other
          WHERE other.${column} = staged.${column} AND other.row > staged.row)
        OR EXISTS (SELECT 1 FROM main.user AS held WHERE held.${column} = staged.${column}
          AND NOT EXISTS (SELECT 1 FROM temp.staged_user AS named WHERE named.id = held.id)))
    LIMIT ${EXAMPLES}`
}

function malformed(column: string): string {
  return `SELECT ${column} AS example, count(*) OVER () AS count FROM temp.staged_user
    WHERE row BETWEEN @first AND @last AND ${column} IS NOT NULL AND NOT is_customer_id(${column})
    LIMIT ${EXAMPLES}`
}
