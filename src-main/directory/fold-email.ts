/**
 * The form in which two e-mail addresses are compared: trimmed, NFC, lower case; dots and `+tags` are kept.
 *
 * @returns null for a blank one, which equals nothing, not even another blank one.
 */
export function foldEmail(raw: string | null | undefined): string | null {
  const folded = foldText(raw ?? '').trim()
  return folded === '' ? null : folded
}

/** Folds what is searched and what is searched for alike. NFC twice: lower case may leave a letter decomposed. */
export function foldText(raw: string): string {
  return raw.normalize('NFC').toLowerCase().normalize('NFC')
}
