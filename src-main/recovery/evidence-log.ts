import type { EvidenceLine } from '#contract'

/** Every look that an examination took, in order: what a case shows as its evidence. */
export interface EvidenceLog {
  add(call: string, answer: string, requestId: string | null): void
  readonly lines: EvidenceLine[]
}

export function createEvidenceLog(now: () => number): EvidenceLog {
  const lines: EvidenceLine[] = []
  return {
    lines,
    add: (call, answer, requestId) => lines.push({ call, answer, requestId, at: now() }),
  }
}
