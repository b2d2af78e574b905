/** When a version was true, in Stripe's seconds: an event's second, or from the request's start to the answer. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** What to do with a version that arrives beside one that is held. */
export type Merge = 'take' | 'keep' | 'dirty'

/**
 * Pure. Stripe's objects carry no "updated": of two versions whose intervals are apart the later wins; where they
 * overlap and differ nobody knows, so the later answer is taken and the object is read once more. A tombstone is
 * revived by nothing.
 */
export function merge(
  held: Interval & { readonly json: string; readonly deleted: boolean },
  arriving: Interval & { readonly json: string },
): Merge {
  if (held.deleted || arriving.to < held.from) return 'keep'
  if (arriving.from > held.to || arriving.json === held.json) return 'take'
  return 'dirty'
}

/** Milliseconds on Stripe's clock, as whole seconds that surely hold the answer. */
export function toInterval(seen: { readonly asked: number; readonly answered: number }): Interval {
  return { from: Math.floor(seen.asked / 1000), to: Math.ceil(seen.answered / 1000) }
}
