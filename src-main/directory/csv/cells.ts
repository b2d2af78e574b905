/** What stands in a cell, both ways. A reader calls `refuse` with the end of the sentence "line 7 …". */

export type CellValue = string | number | null
export type Refuse = (problem: string) => null

export interface CellKind {
  read(cell: string, refuse: Refuse): CellValue
  /** The value in words; `read` understands them. */
  show(value: string | number): string
}

const LONGEST = 500
const NEWEST = Date.UTC(10_000, 0) - 1

/** Kept letter by letter, spaces too: what is stored is evidence. An empty cell is null. */
function readText(cell: string, refuse: Refuse): string | null {
  const text = withoutNeutralQuote(cell)
  if (text.includes('\0')) return refuse('holds a NUL byte')
  if (text.length > LONGEST) return refuse(`is longer than ${LONGEST} characters`)
  return text === '' ? null : text
}

function readRequiredText(cell: string, refuse: Refuse): string | null {
  return cell.trim() === '' ? refuse('is missing') : readText(cell, refuse)
}

const booleans: ReadonlyMap<string, number | null> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word) => [word, 1] as const),
  ...['false', 'f', 'no', 'n', '0'].map((word) => [word, 0] as const),
  ['', null],
])

/** 1, 0, or null for an empty cell. */
function readBoolean(cell: string, refuse: Refuse): number | null {
  const value = booleans.get(cell.trim().toLowerCase())
  return value === undefined ? refuse('is neither true nor false') : value
}

const isoDate =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i

/** An ISO date (UTC where it names no zone), Unix seconds or milliseconds, as ms; null for an empty cell. */
function readDate(cell: string, refuse: Refuse): number | null {
  const text = cell.trim()
  if (text === '') return null
  const time = /^\d{9,16}(\.\d+)?$/.test(text) ? fromNumber(Number(text)) : fromIso(text)
  if (time === undefined || time > NEWEST)
    return refuse('is no date: use 2025-01-31, 2025-01-31T12:00:00Z, or Unix seconds')
  return time
}

/** Milliseconds have had twelve digits since 1973; seconds have not yet in the year 5000. */
function fromNumber(value: number): number {
  return Math.trunc(value < 1e11 ? value * 1000 : value)
}

function fromIso(text: string): number | undefined {
  const [, day, minute = '00:00', second = '00', fraction = '', zone = 'Z'] =
    isoDate.exec(text) ?? []
  if (day === undefined || !exists(day)) return undefined
  const time = Date.parse(
    `${day}T${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${isoZone(zone)}`,
  )
  return Number.isNaN(time) ? undefined : time
}

/** Date takes the 31st of February for the 3rd of March. */
function exists(day: string): boolean {
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** `+02`, `+0200` and `UTC` as ISO writes them. */
function isoZone(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z'
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}

/**
 * Puts a quote before what a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, return in front), and one more before
 * what looks so neutralised already. `withoutNeutralQuote` takes exactly one away again, so every value survives a round trip.
 */
export function neutralised(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

function withoutNeutralQuote(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

export const text: CellKind = { read: readText, show: String }
export const requiredText: CellKind = { read: readRequiredText, show: String }
export const yesOrNo: CellKind = {
  read: readBoolean,
  show: (value) => (value === 1 ? 'true' : 'false'),
}
export const date: CellKind = {
  read: readDate,
  show: (value) => new Date(value).toISOString(),
}
