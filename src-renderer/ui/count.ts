const form = new Intl.NumberFormat('en')

/** `20,000`: how many, as people write it. */
export function formatCount(count: number): string {
  return form.format(count)
}

/** `1 case`, `20,000 cases`. */
export function many(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`
}
