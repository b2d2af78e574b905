import { type FileHandle, open } from 'node:fs/promises'
import { parse, CsvError as SyntaxProblem } from 'csv-parse'
import { asFileError, FileError } from './file-error.ts'
import type { Problems } from './problems.ts'

const LARGEST = 2 * 1024 ** 3
const LONGEST_RECORD = 1_000_000

export interface CsvRow {
  /** Where it begins; the header is line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

interface ReadInput {
  readonly file: string
  readonly problems: Problems
  readonly signal?: AbortSignal | undefined
}

/**
 * The rows of a UTF-8 CSV file, the header first, with bounded memory. `,`, `;` and tab are told apart by the header; a byte order mark and
 * blank lines are skipped; rows may end in any of CRLF, LF and CR. What cannot be read goes to `problems`, and ends the rows where
 * nothing after it would be certain.
 *
 * @throws FileError
 */
export async function* readCsv({ file, problems, signal }: ReadInput): AsyncGenerator<CsvRow> {
  const handle = await openFile(file)
  try {
    const start = await handle.read(Buffer.alloc(64 * 1024), 0, undefined, 0)
    const opening = start.buffer.subarray(0, start.bytesRead)
    if (isUtf16(opening)) return problems.add(1, null, 'is UTF-16: save the file as UTF-8')
    const utf8 = createUtf8Check()
    const rows = createRowParser(delimiterOf(opening.toString('utf8')), problems)
    for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, signal })) {
      const parsed = await rows.parse(chunk)
      if (!utf8.take(chunk)) refuseReplaced(parsed, problems)
      yield* parsed
      if (rows.isOver()) return
    }
    const last = await rows.end()
    if (!utf8.end()) refuseReplaced(last, problems)
    yield* last
  } catch (error) {
    throw asFileError(error, file)
  } finally {
    await handle.close()
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file, 'r')
    const { size, isFile } = await describeFile(handle)
    const refusal = !isFile
      ? 'is not a file.'
      : size > LARGEST
        ? 'is larger than 2 GB: split it.'
        : null
    if (refusal === null) return handle
    await handle.close()
    throw new FileError(file, refusal)
  } catch (error) {
    throw asFileError(error, file)
  }
}

async function describeFile(handle: FileHandle): Promise<{ size: number; isFile: boolean }> {
  const stats = await handle.stat()
  return { size: stats.size, isFile: stats.isFile() }
}

/** Rows come out as soon as they are complete: those before a mistake are read and checked too. */
function createRowParser(delimiter: string, problems: Problems) {
  let rows: CsvRow[] = []
  let next = 1
  let blank = 0
  let over = false
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true, // counted by whoever knows the header, to name every such line
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { empty_lines }) => {
      // The parser counts a CRLF inside of quotes as two lines, so lines are counted here.
      const line = next + empty_lines - blank
      next = line + 1 + cells.reduce((breaks, cell) => breaks + breaksIn(cell), 0)
      blank = empty_lines
      rows.push({ line, cells })
      return null
    },
  })
  parser.on('error', () => {}) // comes as the answer to parse() or end() too
  parser.resume() // nothing comes out there, but its end

  async function complete(act: (done: (error?: Error | null) => void) => void): Promise<CsvRow[]> {
    const error = await new Promise<Error | null | undefined>(act)
    if (error) {
      over = true
      const skipped = error instanceof SyntaxProblem ? Number(error['empty_lines']) - blank : 0
      problems.add(next + skipped, null, sentenceOf(error))
    }
    const completed = rows
    rows = []
    return completed
  }
  return {
    parse: (chunk: Buffer) => complete((done) => parser.write(chunk, done)),
    end: () => complete((done) => parser.end(done)),
    isOver: () => over,
  }
}

function breaksIn(cell: string): number {
  return /[\r\n]/.test(cell) ? cell.split(/\r\n|\n|\r/).length - 1 : 0
}

/** Whether all bytes so far were UTF-8. Where they are not the parser puts U+FFFD, which tells the cells. */
function createUtf8Check() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let intact = true
  function isIntact(chunk: Buffer | undefined, stream: boolean): boolean {
    try {
      if (intact) decoder.decode(chunk, { stream })
    } catch {
      intact = false // is how the decoder says it
    }
    return intact
  }
  return {
    take: (chunk: Buffer) => isIntact(chunk, true),
    /** A character whose last bytes never came counts only here. */
    end: () => isIntact(undefined, false),
  }
}

function refuseReplaced(rows: readonly CsvRow[], problems: Problems): void {
  for (const { line, cells } of rows)
    if (cells.some((cell) => cell.includes('\ufffd')))
      problems.add(line, null, 'is not UTF-8: save the file as UTF-8')
}

function isUtf16(opening: Buffer): boolean {
  return opening.length > 1 && [0xfeff, 0xfffe].includes(opening.readUInt16BE())
}

function delimiterOf(opening: string): string {
  const header = opening.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0] ?? ''
  const [first = ',', ...others] = [',', ';', '\t']
  const count = (delimiter: string) => header.split(delimiter).length
  return others.reduce((best, each) => (count(each) > count(best) ? each : best), first)
}

function sentenceOf(error: Error): string {
  switch (error instanceof SyntaxProblem ? error.code : undefined) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'begins a row with a quote that is never closed'
    case 'CSV_MAX_RECORD_SIZE':
      return 'begins a row of more than a million characters, as after a quote that is never closed'
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'has a quote in the middle of a cell: put the whole cell in quotes and double the quote'
    default:
      return `cannot be read: ${error.message}`
  }
}
