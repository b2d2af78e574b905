import type { Environment, Gate, ProfileView } from '#contract'

/** `link`: a portal or checkout link. `repair`: whatever writes to Stripe or to the directory. */
export type GatedAction = 'read' | 'link' | 'repair'

/** What a person said with the call. */
export interface PersonsConsent {
  readonly yes?: boolean | undefined
  /** The account's name, typed. */
  readonly unlock?: string | undefined
}

export type Permission =
  | { readonly kind: 'yes' }
  | { readonly kind: 'needs'; readonly what: 'yes' | 'unlock' }

/** The table of gates for what a person asks for. */
const table: Readonly<Record<Gate, Readonly<Record<GatedAction, 'yes' | 'ask' | 'no'>>>> = {
  observe: { read: 'yes', link: 'ask', repair: 'no' },
  confirm: { read: 'yes', link: 'yes', repair: 'ask' },
  open: { read: 'yes', link: 'yes', repair: 'yes' },
}

export function permissionFor(gate: Gate, action: GatedAction): 'yes' | 'ask' | 'no' {
  return table[gate][action]
}

/** Test and sandbox are for practice; live begins with looking. */
export function startGate(environment: Environment): Gate {
  return environment === 'live' ? 'observe' : 'open'
}

/**
 * Whether this call may do it. The account's name, typed, raises observe to confirm for this call; a wrong name means
 * that somebody has another account in mind, and allows nothing but reading.
 */
export function allows(
  profile: Pick<ProfileView, 'gate' | 'label'> & { account: { name: string | null } },
  action: GatedAction,
  { yes = false, unlock }: PersonsConsent,
): Permission {
  if (action === 'read') return { kind: 'yes' }
  if (unlock !== undefined && !unlocks(profile, unlock)) return { kind: 'needs', what: 'unlock' }
  const gate = unlock !== undefined && profile.gate === 'observe' ? 'confirm' : profile.gate
  const permission = permissionFor(gate, action)
  if (permission === 'no') return { kind: 'needs', what: 'unlock' }
  return permission === 'yes' || yes ? { kind: 'yes' } : { kind: 'needs', what: 'yes' }
}

/** What must be typed to raise the gate: the account's name, else the profile's label. */
export function unlockName(
  profile: Pick<ProfileView, 'label'> & { account: { name: string | null } },
): string {
  const name = profile.account.name?.trim() ?? ''
  return name === '' ? profile.label : name
}

/** Whether this is the name that must be typed. */
export function unlocks(profile: Parameters<typeof unlockName>[0], typed: string): boolean {
  return typed.trim().normalize('NFC') === unlockName(profile).trim().normalize('NFC')
}
