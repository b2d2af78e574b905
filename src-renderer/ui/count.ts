const form = new Intl.NumberFormat('en')

/** `20,000`: how many, as people write it. */
export function formatCount(count: number): string {
  return form.format(count)
}
