import { ORPCError } from '@orpc/client'
import { StorageError } from '../db/index.ts'
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
const usageCodes: readonly string[] = ['BAD_REQUEST', 'WHAT']

/** What an error means on the command line. What nobody foresaw has the code UNEXPECTED. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError)
    return { exitCode: 2, code: error.code, message: error.message, data: null }
  if (error instanceof JobFailure)
    return { exitCode: 1, code: error.code, message: error.message, data: error.data ?? null }
  if (error instanceof StorageError)
    return { exitCode: 1, code: 'STORAGE', message: error.message, data: error.failure }
  if (error instanceof OwnerSilentError)
    return { exitCode: 1, code: 'OWNER_SILENT', message: error.message, data: { pid: error.pid } }
  if (error instanceof PortTakenError)
    return { exitCode: 1, code: 'PORT_TAKEN', message: error.message, data: { port: error.port } }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR')
    return {
      exitCode: usageCodes.includes(error.code) ? 2 : 1,
      code: error.code,
      message: error.message,
      data: error.data ?? null,
    }
  return { exitCode: 1, code: 'UNEXPECTED', message: unforeseen(error), data: null }
}

function unforeseen(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error)
  return `Relink failed in a way nobody foresaw: ${what}. The log of the home folder has more.`
}
