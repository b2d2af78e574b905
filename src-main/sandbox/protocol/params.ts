import { emptyParam, invalid, missingParam } from './errors.ts'
import type { Params } from './form.ts'

/** A scalar as it was sent; undefined when it was not. */
export function text(params: Params, name: string): string | undefined {
  const value = params[name]
  if (typeof value === 'object') throw invalid(`Invalid string: ${JSON.stringify(value)}`, name)
  return value
}

/** A scalar that may be unset: the empty string means null. */
export function unsettable(params: Params, name: string): string | null | undefined {
  const value = text(params, name)
  return value === '' ? null : value
}

export function required(params: Params, name: string): string {
  const value = text(params, name)
  if (value === undefined) throw missingParam(name)
  if (value === '') throw emptyParam(name)
  return value
}

export function integer(params: Params, name: string): number | undefined {
  const value = text(params, name)
  if (value === undefined) return undefined
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalid(`Invalid integer: ${value}`, name, 'parameter_invalid_integer')
  }
  return Number(value)
}

export function boolean(params: Params, name: string): boolean | undefined {
  const value = text(params, name)
  if (value === undefined) return undefined
  if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, name)
  return value === 'true'
}

/** One of a closed set of words. */
export function word<W extends string>(
  params: Params,
  name: string,
  words: readonly W[],
): W | undefined {
  const value = text(params, name)
  if (value === undefined) return undefined
  const found = words.find((candidate) => candidate === value)
  if (found === undefined) {
    throw invalid(`Invalid ${name}: must be one of ${words.join(', ')}`, name)
  }
  return found
}

/** A nested object. An empty string, which unsets it, is null. */
export function tree(params: Params, name: string): Params | null | undefined {
  const value = params[name]
  if (value === '') return null
  if (typeof value === 'string') throw invalid('Invalid object', name)
  return value
}

export function elements(params: Params, name: string): readonly (string | Params)[] {
  return Object.values(tree(params, name) ?? {})
}

/** An array of objects. */
export function trees(params: Params, name: string): Params[] {
  return elements(params, name).map((value) => {
    if (typeof value === 'string') throw invalid('Invalid object', name)
    return value
  })
}

/** An array of scalars. */
export function texts(params: Params, name: string): string[] {
  return elements(params, name).map((value) => {
    if (typeof value === 'object') throw invalid('Invalid string', name)
    return value
  })
}

/** Refuses parameters that the endpoint does not know, as Stripe does. */
export function refuseUnknown(params: Params, known: ReadonlySet<string>): void {
  for (const name of Object.keys(params)) {
    if (!known.has(name)) {
      throw invalid(`Received unknown parameter: ${name}`, name, 'parameter_unknown')
    }
  }
}

/** Metadata after a change: given keys are merged, and a key given empty goes. Null wipes it. */
export function mergeMetadata(
  current: Record<string, string>,
  params: Params,
  name = 'metadata',
): Record<string, string> {
  const change = tree(params, name)
  if (change === undefined) return current
  if (change === null) return {}
  const merged = new Map(Object.entries(current))
  for (const [key, value] of Object.entries(change)) {
    if (typeof value === 'object')
      throw invalid('Metadata values must be strings', `${name}[${key}]`)
    checkPair(key, value, name)
    if (value === '') merged.delete(key)
    else merged.set(key, value)
  }
  if (merged.size > 50) {
    throw invalid(
      `You have exceeded the limit of 50 metadata keys: ${merged.size} were given.`,
      name,
    )
  }
  return Object.fromEntries(merged)
}

function checkPair(key: string, value: string, name: string): void {
  if (key.length > 40) {
    throw invalid(
      `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
      `${name}[${key}]`,
    )
  }
  if (value.length > 500) {
    throw invalid(
      `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      `${name}[${key}]`,
    )
  }
}
