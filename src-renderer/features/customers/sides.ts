import type { CustomerPage } from '#contract'

/** One fact as both sides have it. */
export interface SideRow {
  readonly field: 'email' | 'name' | 'id'
  readonly ours: string | null
  readonly theirs: string | null
  readonly differs: boolean
}

function fold(text: string | null): string | null {
  return text === null ? null : text.trim().normalize('NFC').toLowerCase()
}

/** E-mails compare folded, names trimmed; what Stripe has lost differs from what is stored. */
export function sideRows({ user, storedId, stripe }: CustomerPage): SideRow[] {
  const gone = stripe === null || stripe.deleted
  return [
    {
      field: 'email',
      ours: user.email,
      theirs: stripe?.email ?? null,
      differs: !gone && fold(user.email) !== fold(stripe.email),
    },
    {
      field: 'name',
      ours: user.name,
      theirs: stripe?.name ?? null,
      differs: !gone && user.name?.trim() !== stripe.name?.trim(),
    },
    {
      field: 'id',
      ours: storedId,
      theirs: stripe?.customerId ?? null,
      differs: storedId !== null && gone,
    },
  ]
}
