import type { AccountId, Environment, Topic } from '#contract'
import type { Alerts } from '../alerts/index.ts'
import type { Directory } from '../directory/index.ts'
import type { Gateway } from '../gateway/index.ts'
import type { Mirror } from '../mirror/index.ts'
import type { AuditTrail, Log } from '../observability/index.ts'
import type { Bindings } from './bindings.ts'
import type { Cases } from './cases.ts'
import type { Intents } from './intents.ts'
import type { Ownership } from './ownership.ts'

/** All that recovery works with, for one environment of one account. */
export interface Bench {
  readonly account: AccountId
  readonly environment: Environment
  readonly directory: Directory
  readonly mirror: Mirror
  readonly gateway: Gateway
  readonly cases: Cases
  readonly intents: Intents
  readonly alerts: Alerts
  readonly trail: AuditTrail
  readonly bindings: Bindings
  /** Which customers of the account may be linked at all. */
  readonly ownership: Ownership
  /** When the guard last let writes through, in milliseconds; a single repair believes it for a minute. */
  readonly cleared: { at: number }
  readonly log: Log
  /** One transaction of the workspace's file. */
  readonly transact: <T>(work: () => T) => T
  /** Tells every open view what changed. */
  readonly changed: (...topics: Topic[]) => void
  readonly now: () => number
  /** Resolves after so many milliseconds, or rejects when aborted. */
  readonly sleep: (ms: number) => Promise<unknown>
  /** Hears of every step of an execution right before it is taken; the kill tests end the process here. */
  readonly onStep?: (step: string) => void
}
