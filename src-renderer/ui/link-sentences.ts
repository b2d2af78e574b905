import type { Finding, LinkState } from '#contract'

export const stateSentence: Record<LinkState, string> = {
  unreachable: 'Stripe did not answer, so nothing is known of this link.',
  forbidden: 'The key may not read this customer.',
  malformed: 'What is stored is not a Stripe customer id.',
  not_ours: 'This customer belongs to another product of the account.',
  wrong_mode: 'The stored id exists in the other mode.',
  deleted: 'Deleted in Stripe.',
  missing: 'Stripe has never heard of the stored id.',
  claimed: 'Another user claims this customer.',
  unlinked: 'No customer is stored.',
  linked: 'The link works.',
}

export const findingSentence: Record<Finding, string> = {
  email_differs: 'The e-mails on both sides differ.',
  duplicate: 'Other live customers belong to the same person.',
  lost_subscription: 'A subscription died with the customer.',
  unmarked: 'The customer does not say whose it is.',
  name_differs: 'The names on both sides differ.',
  orphan: 'This customer pays, and no user links to it.',
}
