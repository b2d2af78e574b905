import { IconLink, IconUnlink } from '@tabler/icons-react'
import type { SeamKind, Tone } from './link-state.ts'
import css from './seam.module.css'

interface SeamProps {
  readonly kind: SeamKind
  readonly tone: Tone
  readonly direction: 'across' | 'down'
}

/**
 * The line between the application and Stripe: solid = linked, dashed = broken, double = duplicate, none = unlinked.
 * When a broken one becomes linked its dashes run together once.
 */
export function Seam({ kind, tone, direction }: SeamProps) {
  const across = direction === 'across'
  const end = across ? { x2: '100%', y2: '0' } : { x2: '0', y2: '100%' }
  return (
    <span className={css['seam']} data-kind={kind} data-tone={tone} data-direction={direction}>
      <svg aria-hidden className={css['line']}>
        <line x1="0" y1="0" {...end} className={css['stroke']} />
        {kind === 'duplicate' && <line x1="0" y1="0" {...end} className={css['second']} />}
      </svg>
      <span className={css['knot']}>
        {kind === 'linked' || kind === 'duplicate' ? (
          <IconLink size={across ? 14 : 18} stroke={1.5} aria-hidden />
        ) : (
          <IconUnlink size={across ? 14 : 18} stroke={1.5} aria-hidden />
        )}
      </span>
    </span>
  )
}
