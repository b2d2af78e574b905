import { ORPCError } from '@orpc/client'
import { KeyError } from '../accounts/index.ts'
import { StorageError } from '../db/index.ts'
import { GatewayError } from '../gateway/index.ts'
import { OwnerSilentError } from './owner/claim.ts'
import { PortTakenError } from './owner/loopback.ts'

/** The command line asks for something that is not there or not understood: nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: string
  constructor(message: string, code = 'USAGE') {
    super(message)
    this.code = code
  }
}

/** A job ended in an error. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure'
  readonly code: string
  readonly data: unknown
  constructor({ code, message, data }: { code: string; message: string; data: unknown }) {
    super(message)
    this.code = code
    this.data = data
  }
}

export interface Failure {
  readonly exitCode: 1 | 2
  readonly code: string
  /** A sentence for a person. */
  readonly message: string
  readonly data: unknown
}

/** Errors of calls that were asked wrongly though each flag alone is right. */
const usageCodes: readonly string[] = ['BAD_REQUEST', 'WHAT', 'KEY']

/** What an error means on the command line. What nobody foresaw has the code UNEXPECTED. */
export function failureOf(error: unknown): Failure {
  return (
    askedWrongly(error) ??
    saidByCore(error) ??
    saidByHost(error) ?? { exitCode: 1, code: 'UNEXPECTED', message: unforeseen(error), data: null }
  )
}

function askedWrongly(error: unknown): Failure | null {
  if (!(error instanceof UsageError)) return null
  return { exitCode: 2, code: error.code, message: error.message, data: null }
}

function saidByCore(error: unknown): Failure | null {
  const failure = (code: string, message: string, data: unknown): Failure => ({
    ...{ exitCode: usageCodes.includes(code) ? 2 : 1, code, message },
    data: data ?? null,
  })
  if (error instanceof JobFailure) return failure(error.code, error.message, error.data)
  if (error instanceof StorageError) return failure('STORAGE', error.message, error.failure)
  if (error instanceof KeyError) return failure('KEY', error.message, { reason: error.reason })
  if (error instanceof GatewayError) {
    const data = { kind: error.failure.kind, requestId: error.requestId }
    return failure('STRIPE', error.message, data)
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return failure(error.code, error.message, error.data)
  }
  return null
}

function saidByHost(error: unknown): Failure | null {
  if (error instanceof OwnerSilentError)
    return { exitCode: 1, code: 'OWNER_SILENT', message: error.message, data: { pid: error.pid } }
  if (error instanceof PortTakenError)
    return { exitCode: 1, code: 'PORT_TAKEN', message: error.message, data: { port: error.port } }
  return null
}

function unforeseen(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error)
  return `Relink failed in a way nobody foresaw: ${what}. The log of the home folder has more.`
}
