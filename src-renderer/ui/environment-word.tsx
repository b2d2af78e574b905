import { IconLock } from '@tabler/icons-react'
import type { ProfileView } from '#contract'
import css from './environment-word.module.css'

/** `sandbox` never looks like `live`, whatever it practises. */
export function environmentFill(profile: ProfileView): 'live' | 'sandbox' | 'test' {
  if (profile.sandbox) return 'sandbox'
  return profile.environment
}

export function environmentName(profile: ProfileView): string {
  if (!profile.sandbox) return profile.environment.toUpperCase()
  return profile.environment === 'live' ? 'SANDBOX LIVE' : 'SANDBOX'
}

/** Where a write goes: a filled word, the same in the title bar and beside every button that writes. */
export function EnvironmentWord({ profile }: { profile: ProfileView }) {
  const locked = profile.gate === 'observe'
  return (
    <span className={css['word']} data-fill={environmentFill(profile)}>
      {locked && <IconLock size={12} stroke={2} aria-hidden />}
      {environmentName(profile)}
      {profile.gate !== 'open' && ` · ${profile.gate}`}
    </span>
  )
}
