import { invalid } from '../protocol/errors.ts'
import type { Customer } from './shapes.ts'

const FIELDS = ['created', 'email', 'metadata', 'name', 'phone'] as const
type Field = (typeof FIELDS)[number]
type Operator = ':' | '~' | '>' | '<' | '>=' | '<='

export interface Clause {
  readonly field: Field
  readonly key: string | undefined
  readonly operator: Operator
  /** Null asks whether the field is empty. */
  readonly value: string | null
  readonly negated: boolean
}

export interface Query {
  readonly clauses: readonly Clause[]
  /** True for OR, false for AND. */
  readonly any: boolean
}

const CLAUSE =
  /^(-)?([a-z_]+)(?:\[(?:"([^"]*)"|'([^']*)')\])?(:|~|>=|<=|>|<)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(null|-?\d+))(?=\s|$)/
const JOINER = /^\s+(?:(AND|OR)\s+)?/i

export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** Reads Stripe's search language: clauses joined by spaces, AND, or OR, but never AND and OR together. */
export function parseQuery(query: string): Query {
  const clauses: Clause[] = []
  const joiners = new Set<string>()
  let rest = query.trim()
  while (rest !== '') {
    const found = CLAUSE.exec(rest)
    if (!found) throw unparsable(query)
    clauses.push(toClause(found))
    rest = rest.slice(found[0].length)
    const joiner = JOINER.exec(rest)
    if (!joiner) continue
    joiners.add((joiner[1] ?? 'AND').toUpperCase())
    rest = rest.slice(joiner[0].length)
    if (rest === '') throw unparsable(query)
  }
  if (clauses.length === 0 || clauses.length > 10 || joiners.size > 1) throw unparsable(query)
  return { clauses, any: joiners.has('OR') }
}

function unparsable(query: string) {
  return invalid(
    `We were unable to parse your search query: ${query}. See https://stripe.com/docs/search#search-query-language for the query language.`,
    'query',
  )
}

function toClause(found: RegExpExecArray): Clause {
  const [, minus, name, doubleKey, singleKey, operator, doubled, single, bare] = found
  const field = FIELDS.find((candidate) => candidate === name)
  const key = doubleKey ?? singleKey
  if (!field || (field === 'metadata') !== (key !== undefined)) {
    throw invalid(
      `Field \`${name}\` is an unsupported search field for resource \`customers\`. See http://stripe.com/docs/search#query-fields-for-customers for a list of supported fields.`,
      'query',
    )
  }
  const value = (doubled ?? single)?.replace(/\\(.)/g, '$1') ?? (bare === 'null' ? null : bare)
  if (operator === '~' && (value?.length ?? 0) < 3) {
    throw invalid('The `~` operator needs at least 3 characters.', 'query')
  }
  return {
    field,
    key,
    operator: toOperator(operator),
    value: value ?? null,
    negated: minus !== undefined,
  }
}

function toOperator(text: string | undefined): Operator {
  const operators: readonly Operator[] = [':', '~', '>', '<', '>=', '<=']
  return operators.find((operator) => operator === text) ?? ':'
}

/** Whether a customer is what the query asks for. Text compares without regard to case. */
export function matches(query: Query, customer: Customer): boolean {
  const holds = (clause: Clause) => holdsFor(clause, customer) !== clause.negated
  return query.any ? query.clauses.some(holds) : query.clauses.every(holds)
}

function holdsFor({ field, key, operator, value }: Clause, customer: Customer): boolean {
  const actual = field === 'metadata' ? customer.metadata[key ?? ''] : customer[field]
  if (value === null) return actual === null || actual === undefined
  if (actual === null || actual === undefined) return false
  if (operator === ':') return foldText(String(actual)) === foldText(value)
  if (operator === '~') return foldText(String(actual)).includes(foldText(value))
  return compares(Number(actual), operator, Number(value))
}

function compares(actual: number, operator: '>' | '<' | '>=' | '<=', wanted: number): boolean {
  switch (operator) {
    case '>':
      return actual > wanted
    case '<':
      return actual < wanted
    case '>=':
      return actual >= wanted
    case '<=':
      return actual <= wanted
  }
}
