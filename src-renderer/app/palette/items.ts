import type { CustomerRow, Hit } from '#contract'

export const groups = ['People', 'Go to', 'Do'] as const

/** One line of the palette. */
export interface Item {
  readonly key: string
  readonly group: (typeof groups)[number]
  readonly label: string
  readonly detail: string
  /** Whose link the preview shows. */
  readonly user: string | null
  readonly run: () => void
}

/** A whole id of Stripe's, whatever it names. */
export function isStripeId(text: string): boolean {
  return /^(cus|sub|in|price|prod)_[A-Za-z0-9_]{4,}$/.test(text)
}

/** Whether a text names this user and no other, so that one lands on their page at once. */
export function namesUser(text: string, row: Pick<CustomerRow, 'userId' | 'storedId'>): boolean {
  return text === row.userId || (row.storedId !== null && text === row.storedId)
}

/** Places and actions whose words begin as the text's words do. */
export function matching(items: readonly Item[], text: string): readonly Item[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(({ label }) => {
    const words = label.toLowerCase().split(/\s+/)
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  })
}

const kindWord: Record<Hit['kind'], string> = {
  customer: 'Customer',
  subscription: 'Subscription',
  invoice: 'Invoice',
  price: 'Price',
}

/** `Invoice ACME-0042 · Ada Moreno`: what an id names, and whose it is. */
export function hitLabel({ kind, what, user }: Hit): string {
  const thing = `${kindWord[kind]} ${what}`
  return user === null ? thing : `${thing} · ${user.name ?? user.email}`
}
