import { oc } from '@orpc/contract'
import { commonErrors } from './errors.ts'

/** How the terminal host offers an entry: `relink <group> <verb>`. */
export interface TerminalName {
  readonly group: string
  readonly verb: string
  readonly summary: string
  /** The entry answers with a job id; the terminal waits and prints the job's result. */
  readonly job?: true
  /** Inputs that are paths on this machine, made absolute by the terminal. */
  readonly paths?: readonly string[]
}

/** What each host may do with an entry (architecture.md, idea 5). */
export interface EntryMeta {
  readonly terminal?: TerminalName
  /** May change Stripe or the directory. */
  readonly dangerous?: true
  /** Only a process of the same user on this machine may call it, never a page. */
  readonly localOnly?: true
  /** Takes a key, raises a gate, or gives a standing consent: never over the HTTP API. */
  readonly neverHttp?: true
}

export const entry = oc.$meta<EntryMeta>({}).errors(commonErrors)
