/** An object as Stripe sent it. Shapes differ by API version, so every field is looked at before it is believed. */
export type StripeObject = { readonly [field: string]: unknown }

export function isObject(value: unknown): value is StripeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textAt(object: StripeObject, field: string): string | null {
  const value = object[field]
  return typeof value === 'string' && value !== '' ? value : null
}

export function numberAt(object: StripeObject, field: string): number | null {
  const value = object[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A nested object, or an empty one where there is none. */
export function objectAt(object: StripeObject, field: string): StripeObject {
  const value = object[field]
  return isObject(value) ? value : {}
}

export function arrayAt(object: StripeObject, field: string): readonly StripeObject[] {
  const value = object[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** An id that may have been expanded into its object. */
export function idAt(object: StripeObject, field: string): string | null {
  return textAt(object, field) ?? textAt(objectAt(object, field), 'id')
}
