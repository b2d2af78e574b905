import type { FaultKind, FaultMatch, FaultRule } from '../protocol/faults.ts'
import { type Control, LACKABLE } from './control.ts'

/** A control call that says nothing sensible. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

type Fields = ReadonlyMap<string, unknown>

function fieldsOf(json: unknown, known: readonly string[]): Fields {
  if (typeof json !== 'object' || json === null) throw new Unreadable('A JSON object is needed.')
  const fields = new Map<string, unknown>(Object.entries(json))
  for (const name of fields.keys()) {
    if (!known.includes(name)) throw new Unreadable(`${name} is not known here.`)
  }
  return fields
}

function optional<T>(fields: Fields, name: string, is: (value: unknown) => value is T) {
  const value = fields.get(name)
  if (value === undefined) return undefined
  if (!is(value)) throw new Unreadable(`${name} has the wrong form.`)
  return value
}

const isNumber = (value: unknown): value is number => typeof value === 'number'
const isString = (value: unknown): value is string => typeof value === 'string'
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isString)
const oneOf =
  <const T>(...values: readonly T[]) =>
  (value: unknown): value is T =>
    values.some((each) => each === value)

/** The named fields, each of them text. */
export function readTexts<const Name extends string>(
  json: unknown,
  names: readonly Name[],
): Record<Name, string> {
  const fields = fieldsOf(json, names)
  const texts: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = optional(fields, name, isString)
    if (value === undefined) throw new Unreadable(`${name} is missing.`)
    texts[name] = value
  }
  return texts as Record<Name, string>
}

/** How far to advance the clock. */
export function readSeconds(json: unknown): number {
  const seconds = optional(fieldsOf(json, ['advance']), 'advance', isNumber)
  if (seconds === undefined) throw new Unreadable('advance is missing: seconds.')
  return seconds
}

/** @throws Unreadable when the JSON is no fault rule. */
export function readFault(json: unknown): FaultRule {
  const fields = fieldsOf(json, [
    'kind',
    'ms',
    'status',
    'method',
    'path',
    'pattern',
    'times',
    'probability',
    'seed',
  ])
  return { ...readKind(fields), ...readMatch(fields) }
}

function readKind(fields: Fields): FaultKind {
  const kind = optional(
    fields,
    'kind',
    oneOf('latency', 'status', 'stored_500', 'reset', 'timeout', 'lost_answer'),
  )
  if (kind === undefined) throw new Unreadable('kind is missing.')
  if (kind === 'latency') return { kind, ms: optional(fields, 'ms', isNumber) ?? 0 }
  if (kind !== 'status') return { kind }
  const status = optional(fields, 'status', oneOf(401, 403, 429, 500))
  if (status === undefined) throw new Unreadable('status must be 401, 403, 429 or 500.')
  return { kind, status }
}

function readMatch(fields: Fields): FaultMatch {
  const match = {
    method: optional(fields, 'method', oneOf('GET', 'POST', 'DELETE')),
    path: optional(fields, 'path', isString),
    pattern: optional(fields, 'pattern', isString),
    times: optional(fields, 'times', isNumber),
    probability: optional(fields, 'probability', isNumber),
    seed: optional(fields, 'seed', isNumber),
  }
  return {
    ...(match.method === undefined ? {} : { method: match.method }),
    ...(match.path === undefined ? {} : { path: match.path }),
    ...(match.pattern === undefined ? {} : { pattern: match.pattern }),
    ...(match.times === undefined ? {} : { times: match.times }),
    ...(match.probability === undefined ? {} : { probability: match.probability }),
    ...(match.seed === undefined ? {} : { seed: match.seed }),
  }
}

/** Applies `{ without, searchLagSeconds, latencyMs, rate, endpointRate, portalConfigured, key, deny, wording }`. */
export function readSettings(json: unknown, control: Control): void {
  const fields = fieldsOf(json, [
    'without',
    'searchLagSeconds',
    'latencyMs',
    'rate',
    'endpointRate',
    'portalConfigured',
    'key',
    'deny',
    'wording',
  ])
  const without = optional(fields, 'without', isStrings)
  const lag = optional(fields, 'searchLagSeconds', isNumber)
  const latency = optional(fields, 'latencyMs', isNumber)
  const portal = optional(fields, 'portalConfigured', isBoolean)
  if (without) control.without(without.map(toLackable))
  if (lag !== undefined) control.setSearchLag(lag)
  if (latency !== undefined) control.setLatency(latency)
  if (portal !== undefined) control.setPortalConfigured(portal)
  readRates(fields, control)
  readRights(fields, control)
}

function toLackable(name: string) {
  const found = LACKABLE.find((each) => each === name)
  if (!found) throw new Unreadable(`without may name ${LACKABLE.join(', ')}.`)
  return found
}

function readRates(fields: Fields, control: Control): void {
  const account = optional(fields, 'rate', isNumber)
  const endpoint = optional(fields, 'endpointRate', isNumber)
  if (account === undefined && endpoint === undefined) return
  // 0 lifts a limit again.
  control.setRates({ ...(account ? { account } : {}), ...(endpoint ? { endpoint } : {}) })
}

function readRights(fields: Fields, control: Control): void {
  const key = optional(fields, 'key', isString)
  const deny = optional(fields, 'deny', isStrings)
  if (key !== undefined && deny) {
    control.deny(key, deny, optional(fields, 'wording', oneOf('older', '2026')))
  }
}
