import type { Router } from '@orpc/server'
import type { contract } from '#contract'
import type { Caller } from '../app/index.ts'
import type { Log } from '../observability/index.ts'

export type { Caller } from '../app/index.ts'

/** What hosts need of the application: the calls of the contract, and a session for whoever makes them. */
export interface Core<Session> {
  readonly router: Router<typeof contract, { session: Session }>
  beginSession(caller: Caller): Session
  endSession(session: Session): void
  /** Stops the work of this process and closes its files. */
  close(): Promise<void>
}

/** Opens the files of a home that this process has locked. */
export type OpenCore<Session> = (home: Home, log: Log) => Promise<Core<Session>>

export interface Home {
  readonly folder: string
  readonly kind: 'main' | 'demo'
}
