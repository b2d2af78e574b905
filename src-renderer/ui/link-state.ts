import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBan,
  IconCloudOff,
  IconEqualNot,
  IconEyeOff,
  IconLink,
  IconLinkPlus,
  IconReceiptOff,
  IconTagOff,
  IconTrash,
  IconUnlink,
  IconUserOff,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react'
import type { Finding, LinkState } from '#contract'

export type Tone = 'ok' | 'third' | 'warn' | 'bad'

/** Everything that can be said of a link in one word. */
export type Mark = LinkState | Finding

interface MarkLook {
  readonly word: string
  readonly tone: Tone
  readonly icon: typeof IconLink
}

/** States and findings in four colours only (look.md). */
export const marks: Record<Mark, MarkLook> = {
  linked: { word: 'linked', tone: 'ok', icon: IconLink },
  unlinked: { word: 'unlinked', tone: 'third', icon: IconLinkPlus },
  unreachable: { word: 'unreachable', tone: 'third', icon: IconCloudOff },
  not_ours: { word: 'not ours', tone: 'third', icon: IconEyeOff },
  unmarked: { word: 'unmarked', tone: 'third', icon: IconTagOff },
  name_differs: { word: 'name differs', tone: 'third', icon: IconEqualNot },
  claimed: { word: 'claimed', tone: 'warn', icon: IconUserQuestion },
  duplicate: { word: 'duplicate', tone: 'warn', icon: IconUsers },
  email_differs: { word: 'e-mail differs', tone: 'warn', icon: IconEqualNot },
  orphan: { word: 'orphan', tone: 'warn', icon: IconUserOff },
  deleted: { word: 'deleted', tone: 'bad', icon: IconTrash },
  missing: { word: 'missing', tone: 'bad', icon: IconUnlink },
  wrong_mode: { word: 'wrong mode', tone: 'bad', icon: IconArrowsExchange },
  malformed: { word: 'malformed', tone: 'bad', icon: IconAlertTriangle },
  forbidden: { word: 'forbidden', tone: 'bad', icon: IconBan },
  lost_subscription: { word: 'lost subscription', tone: 'bad', icon: IconReceiptOff },
}

/** The states in the order of recovery.md, for a filter. */
export const linkStates: readonly LinkState[] = [
  'linked',
  'unlinked',
  'deleted',
  'missing',
  'wrong_mode',
  'malformed',
  'claimed',
  'not_ours',
  'forbidden',
  'unreachable',
]

export type SeamKind = 'linked' | 'broken' | 'duplicate' | 'none'

/** How the seam is drawn: solid, dashed, double or not at all. */
export function seamOf(state: LinkState | null, findings: readonly Finding[]): SeamKind {
  if (state === null || state === 'unlinked' || state === 'malformed') return 'none'
  if (state !== 'linked') return 'broken'
  return findings.includes('duplicate') ? 'duplicate' : 'linked'
}

/** The word that matters most: a broken state, else what stands beside a working link. */
export function markOf(state: LinkState | null, findings: readonly Finding[]): Mark {
  if (state !== null && state !== 'linked') return state
  const [first] = findings
  if (first) return first
  return state ?? 'orphan'
}
