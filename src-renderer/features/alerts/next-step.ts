import type { Alert } from '#contract'

export interface NextStep {
  readonly label: string
  readonly to: '/recovery' | '/activity/requests' | '/activity/changes'
}

/** Where a problem is solved. A problem that ends by itself, once what caused it has, says so nowhere else. */
export const nextStep: Record<Alert['kind'], NextStep> = {
  wrong_account: { label: 'See what is refused', to: '/recovery' },
  links_missing: { label: 'Look and release', to: '/recovery' },
  wrong_mode_links: { label: 'See the cases', to: '/recovery' },
  directory_restored: { label: 'See the cases', to: '/recovery' },
  recovery_failed: { label: 'See the cases', to: '/recovery' },
  key_refused: { label: 'See the refused calls', to: '/activity/requests' },
  leftover_customer: { label: 'See what was changed', to: '/activity/changes' },
}
