import type { JobOutcome } from '#contract'
import { asStorageError, StorageError } from '../db/index.ts'
import { CsvError, FileError } from '../directory/index.ts'
import { GatewayError } from '../gateway/index.ts'
import type { Log } from '../observability/index.ts'

type Failure = Extract<JobOutcome, { kind: 'failure' }>

/** What a person is told of an error that ended a job. A bug is logged whole, and told as one. */
export function toFailure(log: Log) {
  return (error: unknown): Failure => {
    const known = describe(error)
    if (known !== null) return known
    if (isAbort(error))
      return failure('CANCELLED', 'It was cancelled. What was done before stays.', null)
    log.error({ err: error }, 'A job ended in an error that nobody expected.')
    return failure(
      'UNEXPECTED',
      'Something went wrong inside Relink; the log has the details.',
      null,
    )
  }
}

function describe(thrown: unknown): Failure | null {
  const error = asStorageError(thrown, 'workspace.sqlite')
  if (error instanceof GatewayError) {
    const { kind } = error.failure
    return failure('STRIPE', error.message, { kind, requestId: error.requestId })
  }
  if (error instanceof StorageError) {
    return failure('STORAGE', error.message, { file: error.failure.file })
  }
  if (error instanceof CsvError) return failure('CSV', error.message, error.failure)
  if (error instanceof FileError) return failure('FILE', error.message, { file: error.file })
  return null
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

function failure(code: string, message: string, data: unknown): Failure {
  return { kind: 'failure', code, message, data }
}
