import type { CsvFailure, CsvProblem } from '#contract'

const LISTED = 100

/** A CSV file was refused, and nothing of it was taken. */
export class CsvError extends Error {
  override readonly name = 'CsvError'
  readonly failure: CsvFailure
  constructor(failure: CsvFailure) {
    const first = failure.problems[0]
    const where = first === undefined ? '' : `: ${sentenceOf(first)}`
    super(
      `${failure.file} was not taken, it has ${failure.count} ${failure.count === 1 ? 'problem' : 'problems'}${where}.`,
    )
    this.failure = failure
  }
}

/** Collects why a file is refused: all are counted, the first hundred are kept. */
export interface Problems {
  add(line: number, column: string | null, problem: string): void
  /** @throws CsvError when there was any. */
  throwIfAny(): void
}

export function createProblems(file: string): Problems {
  const problems: CsvProblem[] = []
  let count = 0
  return {
    add(line, column, problem) {
      count += 1
      if (problems.length < LISTED) problems.push({ line, column, problem })
    },
    throwIfAny() {
      if (count === 0) return
      const inOrder = problems.toSorted((a, b) => a.line - b.line)
      throw new CsvError({ file, count, problems: inOrder })
    },
  }
}

function sentenceOf({ line, column, problem }: CsvProblem): string {
  return `line ${line}${column === null ? '' : `: ${column}`} ${problem}`
}
